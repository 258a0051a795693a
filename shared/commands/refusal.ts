/** A plan says no: nothing changes and the person reads why. */
export class PlanRefusal extends Error {
  constructor(
    message: string,
    readonly recordId?: string,
  ) {
    super(message);
    this.name = 'PlanRefusal';
  }
}
