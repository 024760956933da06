/**
 * Text in cells. A cell that begins with one of these may be taken for a formula by whatever opens the file, so it gets
 * an apostrophe in front, which reading takes away again. Text that begins with an apostrophe gets another one.
 */
const RISKY = /^[=+\-@\t\r']/;

export function toCell(text: string): string {
  return RISKY.test(text) ? `'${text}` : text;
}

export function fromCell(cell: string): string {
  return cell.startsWith("'") && RISKY.test(cell.slice(1)) ? cell.slice(1) : cell;
}
