import { z } from 'zod';

/** Schemas compile code for speed where they may; the page's policy forbids that, and asking is an error on its console. */
z.config({ jitless: true });
