import json from './default-composite.json' with { type: 'json' };

/** Template of a composite definition, to be read with `readComposite`. Weights are policy: a bank approves its own. */
export const DEFAULT_COMPOSITE: unknown = json;
