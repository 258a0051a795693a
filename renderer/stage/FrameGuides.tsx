import type { Size, StageView } from '@shared/stage/viewMapping';
import { Group, Line, Rect } from 'react-konva';
import { useSession } from '../state/sessionStore';

const faint = 'rgb(255 255 255 / 0.18)';

/** The frame's edge and the guides over it: thirds, centre, action safe 93 % and title safe 90 % (SMPTE ST 2046-1). */
export function FrameGuides({ view, frame }: { readonly view: StageView; readonly frame: Size }) {
  const guides = useSession((state) => state.guides);
  const width = frame.width * view.zoom;
  const height = frame.height * view.zoom;
  const crisp = { strokeWidth: 1, stroke: faint };
  return (
    <Group x={view.panX} y={view.panY} listening={false}>
      {guides.thirds &&
        [1 / 3, 2 / 3].flatMap((share) => [
          <Line key={`v${share}`} {...crisp} points={[width * share, 0, width * share, height]} />,
          <Line key={`h${share}`} {...crisp} points={[0, height * share, width, height * share]} />,
        ])}
      {guides.centre && (
        <>
          <Line {...crisp} points={[width / 2 - 12, height / 2, width / 2 + 12, height / 2]} />
          <Line {...crisp} points={[width / 2, height / 2 - 12, width / 2, height / 2 + 12]} />
        </>
      )}
      {guides.safe &&
        [0.93, 0.9].map((share) => (
          <Rect
            key={share}
            {...crisp}
            dash={[2, 4]}
            x={(width * (1 - share)) / 2}
            y={(height * (1 - share)) / 2}
            width={width * share}
            height={height * share}
          />
        ))}
      <Rect width={width} height={height} stroke="rgb(255 255 255 / 0.28)" strokeWidth={1} />
    </Group>
  );
}
