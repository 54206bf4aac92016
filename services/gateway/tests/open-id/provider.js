// A provider of OpenID Connect that nobody here wrote (`oidc-provider`). Whoever comes is at once whom the test has named, so that a
// test needs no password; everything else is the library's own.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { Provider } from 'oidc-provider';
import { serve } from './server.js';

await serve((issuer) => {
  // Who comes next, with what is claimed of them; nobody: they decline.
  let coming = null;
  const claimed = new Map();
  let site = 'http://127.0.0.1:1';
  let keys = [key()];
  let provider = made();

  function key() {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
  }

  // Codes, sessions and grants are kept outside, so that the same provider goes on with other keys.
  function made() {
    const client = {
      redirect_uris: [`${site}/sign-in/back`],
      post_logout_redirect_uris: [`${site}/sign-in`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    };
    return new Provider(issuer, {
      clients: [
        { ...client, client_id: 'focalpoint', client_secret: 'a secret of the test: %&+' },
        { ...client, client_id: 'focalpoint-public', token_endpoint_auth_method: 'none' },
        { ...client, client_id: 'another-site', token_endpoint_auth_method: 'none' },
      ],
      jwks: { keys },
      cookies: { keys: ['only for the test'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
      interactions: { url: (_, interaction) => `/come/${interaction.uid}` },
      ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 3600, Interaction: 600, Session: 600 },
      findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...claimed.get(id) }) }),
      async loadExistingGrant(context) {
        const grant = new context.oidc.provider.Grant({
          clientId: context.oidc.client.clientId,
          accountId: context.oidc.session.accountId,
        });
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      },
    });
  }

  async function answer(request, response) {
    if (!request.url.startsWith('/come/')) return provider.callback()(request, response);
    const result = coming ? { login: { accountId: coming } } : { error: 'access_denied' };
    return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  }

  return {
    answer,
    tell: {
      site(said) {
        site = said;
        provider = made();
      },
      coming({ id, claims }) {
        coming = id;
        if (id) claimed.set(id, claims ?? {});
      },
      rotate() {
        keys = [key()];
        provider = made();
      },
    },
  };
});
