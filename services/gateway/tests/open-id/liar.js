// A provider that says what an honest one never does: each lie by its name. It is written for this test, because no library lies;
// what it signs, it signs with `jose`.
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose';
import { body, serve } from './server.js';

const MINUTE = 60;

await serve(async (issuer) => {
  let lie = 'none';
  let before = null;
  const own = await generateKeyPair('RS256', { extractable: true });
  const foreign = await generateKeyPair('RS256');
  const published = { ...(await exportJWK(own.publicKey)), kid: 'own', use: 'sig', alg: 'RS256' };

  function description() {
    const said = {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/who`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    };
    if (lie === 'another-issuer') said.issuer = 'https://login.example.org';
    if (lie === 'token-endpoint-elsewhere') said.token_endpoint = 'http://login.example.org/token';
    if (lie === 'entrance-is-a-script') said.authorization_endpoint = 'javascript:alert(1)';
    return said;
  }

  async function token(nonce) {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer, sub: 'somebody', aud: 'focalpoint', iat: now, exp: now + 5 * MINUTE, nonce,
      email: 'arta@example.org', email_verified: true,
    };
    const lies = {
      'wrong-nonce': { nonce: 'another' },
      'no-nonce': { nonce: undefined },
      'wrong-audience': { aud: 'another-site' },
      'another-audience-too': { aud: ['focalpoint', 'another-site'] },
      'wrong-issuer': { iss: 'https://login.example.org' },
      'expired': { iat: now - 10 * MINUTE, exp: now - 3 * MINUTE },
      'just-expired': { iat: now - 10 * MINUTE, exp: now - MINUTE },
      'from-the-future': { iat: now + 3 * MINUTE },
      'from-the-near-future': { iat: now + MINUTE },
      'address-unverified': { email_verified: false },
      'address-says-nothing': { email_verified: undefined },
      'address-in-capitals': { email: 'ARTA@EXAMPLE.ORG' },
      // The first letter is Cyrillic.
      'address-looks-alike': { email: 'аrta@example.org' },
      'address-with-more': { email: 'arta@example.org.example.net' },
      'address-of-a-domain-that-looks-alike': { email: 'arta@exarnple.org' },
      'address-is-a-list': { email: 'somebody@example.net,arta@example.org' },
      'name-alone': { email: undefined, email_verified: undefined, name: 'Arta Krasniqi' },
      'another-answers-for-them': { email: undefined, email_verified: undefined },
      'only-the-address': { sub: 'somebody else' },
    };
    const said = JSON.parse(JSON.stringify({ ...claims, ...lies[lie] }));
    if (lie === 'unsigned') return new UnsecuredJWT(said).encode();
    const header = { alg: 'RS256', kid: lie === 'unknown-key' ? 'unknown' : 'own' };
    if (lie === 'signed-with-the-secret') {
      return new SignJWT(said).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode('liar secret'));
    }
    const signing = lie === 'foreign-key' || lie === 'unknown-key' ? foreign : own;
    return new SignJWT(said).setProtectedHeader(header).sign(signing.privateKey);
  }

  async function answer(request, response) {
    const url = new URL(request.url, issuer);
    const json = (said) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(said));
    };
    if (lie === 'silent') return;
    if (lie === 'failing') {
      response.statusCode = 503;
      return response.end();
    }
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        if (lie === 'described-elsewhere') {
          response.writeHead(302, { location: `${issuer}/described` });
          return response.end();
        }
        if (lie === 'endless') {
          response.setHeader('content-type', 'application/json');
          for (let n = 0; n < 1000; n++) response.write(' '.repeat(1024));
          return response.end(JSON.stringify(description()));
        }
        return json(description());
      case '/described':
        return json({ ...description() });
      case '/keys':
        return json({ keys: [published] });
      case '/authorize': {
        // The code carries the nonce, so that the token endpoint can repeat it.
        const back = new URL(url.searchParams.get('redirect_uri'));
        back.searchParams.set('code', url.searchParams.get('nonce'));
        back.searchParams.set('state', lie === 'wrong-state' ? '5a'.repeat(32) : url.searchParams.get('state'));
        if (lie === 'another-sender') back.searchParams.set('iss', 'https://login.example.org');
        if (lie === 'refusing') back.searchParams.set('error', 'unauthorized_client');
        if (lie === 'overworked') back.searchParams.set('error', 'temporarily_unavailable');
        if (lie === 'no-code') back.searchParams.delete('code');
        response.writeHead(303, { location: back.href });
        return response.end();
      }
      case '/token': {
        const code = new URLSearchParams(await body(request)).get('code');
        if (lie === 'no-json') return response.end('<html>');
        const said = { access_token: 'one', token_type: 'Bearer', id_token: await token(code) };
        if (lie === 'no-identity') delete said.id_token;
        if (lie === 'the-one-before') said.id_token = before ?? said.id_token;
        before = said.id_token;
        return json(said);
      }
      case '/who':
        return json({
          sub: lie === 'another-answers-for-them' ? 'another' : 'somebody',
          ...(lie === 'name-alone' ? { name: 'Arta Krasniqi' } : { email: 'arta@example.org', email_verified: true }),
        });
      default:
        response.statusCode = 404;
        return response.end();
    }
  }

  return { answer, tell: { lie: (said) => { lie = said; } } };
});
