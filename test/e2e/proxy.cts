import { once } from 'node:events';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificates.cts';

/** A server of a test. */
export interface Running {
	port: number;
	close: () => Promise<void>;
}

/** What a proxy does instead of connecting: hangs up, or answers with a page under a status. */
export type Refusal = 'hang up' | number;

const PAGE = '<html>No</html>';

/**
 * An HTTP proxy that opens tunnels to ports of this computer for clients with its password.
 * @param ways the ports that answer for other hosts, each with its port, such as `example.org:443`
 */
export async function startProxy(
	credentials: string,
	refusals: Record<number, Refusal>,
	ways: Record<string, number> = {},
): Promise<Running & { /** How many tunnels it opened. */ tunnels: () => number }> {
	let tunnels = 0;
	const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
	const server = createHttpServer();
	server.on('connect', ({ url = '', headers }, client: Socket) => {
		client.on('error', () => client.destroy());
		const port = ways[url] ?? Number(url.split(':').at(-1));
		const refusal = headers['proxy-authorization'] === expected ? refusals[port] : 407;
		if (refusal === 'hang up') return client.end();
		if (refusal !== undefined) {
			const head = `HTTP/1.1 ${refusal} No\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}`;
			return client.end(`${head}\r\n\r\n${PAGE}`);
		}
		tunnels++;
		const target = connect(port, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection established\r\n\r\n');
			join(client, target);
		});
		target.on('error', () => client.destroy());
	});
	return { ...(await listen(server)), tunnels: () => tunnels };
}

/** An HTTPS server in front of a plain HTTP server of this computer. */
export async function startFront(certificate: Certificate, port: number): Promise<Running> {
	const server = createTlsServer(certificate, (client) => join(client, connect(port, '127.0.0.1')));
	// The tests are about clients that reject the certificate.
	server.on('tlsClientError', () => undefined);
	return await listen(server);
}

function join(one: Socket, other: Socket): void {
	one.pipe(other).pipe(one);
	one.on('error', () => other.destroy()).on('close', () => other.destroy());
	other.on('error', () => one.destroy()).on('close', () => one.destroy());
}

async function listen(server: Server | HttpServer): Promise<Running> {
	const open = new Set<Socket>();
	server.on('connection', (socket: Socket) => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const close = async () => {
		if (!server.listening) return;
		server.close();
		open.forEach((socket) => socket.destroy());
		await once(server, 'close');
	};
	return { port: (server.address() as AddressInfo).port, close };
}
