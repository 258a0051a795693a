/**
 * How many jobs of a maker run at once where the person has chosen no number.
 * - local: composing one while another is coded keeps two cores busy; more only share them.
 * - kling: slots that a small package has; more only wait there.
 * - comfyuiServer: for each server, one that runs and one that is ready when it ends.
 */
export const usualParallelJobs = { local: 2, kling: 3, comfyuiServer: 2, command: 1 } as const;
