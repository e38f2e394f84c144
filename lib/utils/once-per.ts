/** Computes something about an object once and remembers it as long as the object lives. For objects that do not change. */
export function oncePer<Subject extends object, T>(
  compute: (subject: Subject) => T,
): (subject: Subject) => T {
  const known = new WeakMap<Subject, { value: T }>();
  return (subject) => {
    const found = known.get(subject) ?? { value: compute(subject) };
    known.set(subject, found);
    return found.value;
  };
}
