/**
 * Writes the layers of the sample film as SVG text: `node scripts/assets/build-art.mjs [NAME…]`.
 * The drawings are tracked, so this is only run after a change to a drawing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as cliff from './art/cliff.mjs';
import * as harbour from './art/harbour.mjs';
import * as room from './art/lamp-room.mjs';
import * as light from './art/light.mjs';
import * as mina from './art/mina.mjs';
import * as oto from './art/oto.mjs';
import * as props from './art/props.mjs';
import * as tower from './art/tower.mjs';

const folder = fileURLToPath(new URL('../../assets/sample/the-lighthouse/art/', import.meta.url));
/** A text this long is slow to review and to rasterise. */
const LARGEST_BYTES = 150_000;

const pictures = {
  'harbour-sky': harbour.harbourSky,
  'harbour-hills': harbour.harbourHills,
  'harbour-sea': harbour.harbourSea,
  'harbour-pier': harbour.harbourPier,
  'harbour-foreground': harbour.harbourForeground,
  'night-sky': cliff.nightSky,
  'night-clouds': cliff.nightClouds,
  'night-sea': cliff.nightSea,
  'cliff-headland': cliff.headland,
  'cliff-slope': cliff.slope,
  'cliff-steps': cliff.steps,
  'cliff-rail': cliff.stepRail,
  'cliff-grass': cliff.cliffGrass,
  lighthouse: tower.tower,
  'lighthouse-lamp': tower.towerLamp,
  beam: light.beam,
  'beam-pool': light.beamPool,
  'lantern-glow': light.lanternGlow,
  'fog-bank': light.fogBank,
  'fog-wisps': light.fogWisps,
  'fog-wall': light.fogWall,
  'lamp-room-night': room.roomNight,
  'lamp-room-window': room.windowFrame,
  'lamp-room-lens-dark': room.lensDark,
  'lamp-room-lens-lit': room.lensLit,
  'lamp-room-lens-close': room.lensClose,
  'lamp-room-foreground': room.roomForeground,
  'dawn-sky': room.dawnSky,
  'dawn-sea': room.dawnSea,
  'gallery-rail': room.galleryRail,
  'gallery-floor': room.galleryFloor,
  'lantern-lit': props.lanternLit,
  'lantern-dawn': props.lanternDawn,
  'boat-dusk': () => props.boatSide('dusk'),
  'boat-night': () => props.boatSide('night'),
  'boat-beam': () => props.boatSide('beam'),
  'boat-dawn': () => props.boatSide('dawn'),
  'boat-away': props.boatAway,
  'boat-near': props.boatNear,
  'boat-sail': props.boatSail,
  'boat-bow': props.boatBow,
  'mina-front': mina.front,
  'mina-three-quarter': mina.threeQuarter,
  'mina-back': mina.back,
  'mina-wave': mina.wave,
  'mina-climb': mina.climb,
  'mina-raise': mina.raise,
  'mina-sit': mina.sitBack,
  'mina-face': mina.face,
  'oto-front': oto.front,
  'oto-three-quarter': oto.threeQuarter,
  'oto-tiller': oto.tiller,
  'oto-shoulder': oto.shoulder,
  'oto-face': oto.face,
  'oto-sit': oto.sitBack,
  'oto-arm': oto.sitArm,
  'gull-standing': props.gullStanding,
  'gull-flying': props.gullFlying,
};

const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [name, draw] of Object.entries(pictures)) {
  if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
  const text = draw().toString();
  if (text.length > LARGEST_BYTES)
    throw new Error(`${name}.svg has ${text.length} bytes, more than ${LARGEST_BYTES}`);
  writeFileSync(`${folder}${name}.svg`, text);
  console.log(`${name}.svg ${Math.round(text.length / 1024)} KB`);
}
