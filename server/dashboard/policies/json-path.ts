/** Values in a JSON by their path, as `items.3.title.zh`. Nothing is changed in place. */

export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(json: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    return (value as Json)[key];
  }, json);
}

/** The text at a path; empty when there is none. Numbers that stand where text should are shown as they are. */
export function textAt(json: unknown, path: string): string {
  const value = valueAt(json, path);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** `undefined` takes the field away. */
export function withValue<T>(json: T, path: string, value: unknown): T {
  const [key = '', ...rest] = path.split('.');
  const inner = rest.length === 0 ? value : withValue(valueAt(json, key), rest.join('.'), value);
  if (Array.isArray(json)) return json.map((each, index) => (String(index) === key ? inner : (each as unknown))) as T;
  const others = Object.entries(isJson(json) ? json : {});
  if (inner === undefined) return Object.fromEntries(others.filter(([name]) => name !== key)) as T;
  return (
    Object.hasOwn(Object(json), key)
      ? Object.fromEntries(others.map(([name, each]) => [name, name === key ? inner : each]))
      : { ...(isJson(json) ? json : {}), [key]: inner }
  ) as T;
}

/** The entries of a list; drafts may hold anything. */
export function listAt(json: unknown, path: string): readonly Json[] {
  const value = valueAt(json, path);
  return Array.isArray(value) ? value.map((each): Json => (isJson(each) ? each : {})) : [];
}
