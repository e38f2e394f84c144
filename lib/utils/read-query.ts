/** One value of an address's query: the first of several; undefined when it is absent or empty. */
export function readQuery(
  query: Record<string, string | string[] | undefined>,
  name: string,
): string | undefined {
  const value = query[name];
  return (Array.isArray(value) ? value[0] : value) || undefined;
}

/** A segment of a path with its escapes read; as it stands when they are broken. */
export function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
