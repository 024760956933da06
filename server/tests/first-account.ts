export const FIRST_ACCOUNT = { login: 'first', name: '王管理员', password: 'three blue lanterns' } as const;

/** Makes the first account of a new head office; its session's cookie. `setupUrl` as `…/#/setup?code=…`. */
export async function setUp(setupUrl: string): Promise<string> {
  const { origin, hash } = new URL(setupUrl);
  const code = new URLSearchParams(hash.split('?')[1]).get('code');
  const reply = await fetch(`${origin}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...FIRST_ACCOUNT, code }),
  });
  if (reply.status !== 204) throw new Error(`set-up: ${reply.status} ${await reply.text()}`);
  return reply.headers.getSetCookie()[0]!.split(';')[0]!;
}
