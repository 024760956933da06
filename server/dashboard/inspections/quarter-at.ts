/** The quarter of a time, by the browser's calendar. */
export function quarterAt(at: number): string {
  const date = new Date(at);
  return `${String(date.getFullYear())}-Q${String(Math.floor(date.getMonth() / 3) + 1)}`;
}
