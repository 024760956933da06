/**
 * Text in cells. A cell that begins with one of these may be taken for a formula by whatever opens the file, so it gets
 * an apostrophe in front, which reading takes away again. Text that begins with an apostrophe gets another one.
 */
const FORMULA = /^[=+\-@\t\r']/;

/** `constructor`, `toString` and the like: the library that writes files looks texts up in a plain object. */
function isRisky(text: string): boolean {
  return FORMULA.test(text) || text in Object.prototype;
}

export function toCell(text: string): string {
  return isRisky(text) ? `'${text}` : text;
}

export function fromCell(cell: string): string {
  return cell.startsWith("'") && isRisky(cell.slice(1)) ? cell.slice(1) : cell;
}
