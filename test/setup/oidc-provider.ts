import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
// @ts-expect-error the package has no types
import { Provider } from 'oidc-provider';

/**
 * A bank's sign-in as a process of its own: a certified OpenID provider whose form takes any login. Its arguments are
 * the client's secret and redirect URI; it prints its issuer.
 */
const [clientSecret, redirectUri] = process.argv.slice(2);

interface RunningProvider {
  callback(): RequestListener;
}
const Made = Provider as new (issuer: string, configuration: object) => RunningProvider;

let answer: RequestListener = (_request, reply) => reply.writeHead(503).end();
const server = createServer((request, reply) => answer(request, reply));
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Made(issuer, {
    clients: [{ client_id: 'hallmeter', client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id }),
    }),
    cookies: { keys: ['for the test only'] },
    pkce: { required: () => true },
  });
  answer = provider.callback();
  console.log(issuer);
});
process.stdin.resume().on('end', () => process.exit(0));
