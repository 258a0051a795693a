import { sessionStore } from '../state/sessionStore';

/** Of a card, as wished; the wheel with Control goes from one to the other by `boardWidthStep`. Px. */
export const leastBoardWidth = 140;
export const mostBoardWidth = 420;
export const boardWidthStep = 20;

/** @param by px */
export function resizeBoards(by: number): void {
  sessionStore.setState(({ boardWidth }) => ({
    boardWidth: Math.min(mostBoardWidth, Math.max(leastBoardWidth, boardWidth + by)),
  }));
}
