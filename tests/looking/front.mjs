/* Stands in front of the portal as a proxy does in production: TLS and HTTP/2. Prints its port.
   One page is its own, to compare with: it is empty. */
import http from "node:http";
import http2 from "node:http2";
import { readFileSync } from "node:fs";

const [portal, folder] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true });
const ofOneStep = new Set(["connection", "keep-alive", "transfer-encoding", "upgrade"]);

const front = http2.createSecureServer({
  cert: readFileSync(`${folder}/cert.pem`), key: readFileSync(`${folder}/key.pem`), allowHTTP1: true,
});
front.on("request", (request, response) => {
  if (request.url === "/_look/empty") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(readFileSync(`${folder}/empty.html`));
    return;
  }
  const kept = Object.entries(request.headers).filter(([name]) => !name.startsWith(":"));
  const headers = {
    ...Object.fromEntries(kept.filter(([name]) => !ofOneStep.has(name))),
    host: request.headers[":authority"] ?? request.headers.host,
    "x-forwarded-proto": "https",
  };
  const asked = { method: request.method, headers, agent };
  const onward = http.request(portal + request.url, asked, (answer) => {
    const given = Object.entries(answer.headers).filter(([name]) => !ofOneStep.has(name));
    response.writeHead(answer.statusCode, Object.fromEntries(given));
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  request.pipe(onward);
});
front.listen(0, "127.0.0.1", () => console.log(front.address().port));
