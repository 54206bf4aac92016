// What the two providers have in common: a server on a free port, its address in the first line of its output, and what the test
// tells it in between by POST /test/….
import { createServer } from 'node:http';

/** Serves until whoever started it closes its input. `tell` is what the test can say. */
export async function serve(start) {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const { answer, tell } = await start(issuer);
  server.on('request', async (request, response) => {
    try {
      if (request.method === 'POST' && request.url.startsWith('/test/')) {
        const said = await body(request);
        const told = await tell[request.url.slice('/test/'.length)](said ? JSON.parse(said) : null);
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(told ?? null));
      } else {
        await answer(request, response);
      }
    } catch (error) {
      console.error(error);
      response.statusCode = 500;
      response.end();
    }
  });
  process.stdin.on('end', () => process.exit(0)).resume();
  console.log(issuer);
}

/** What was sent, as text. */
export async function body(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
