/** What is worked out of an object once, as long as the object lives; it must not be changed in place. */
export function remembered<Of extends object, Result>(work: (of: Of) => Result): (of: Of) => Result {
  const known = new WeakMap<Of, { readonly result: Result }>();
  return (of) => {
    const found = known.get(of);
    if (found) return found.result;
    const result = work(of);
    known.set(of, { result });
    return result;
  };
}
