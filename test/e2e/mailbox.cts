import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Starts a mail server that keeps what it gets, and needs no log-in. */
export async function startMailbox() {
	const mails: string[] = [];
	const server = createServer((socket) => receive(socket, mails)).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		/** For an SMTP credential. */
		credential: { host: '127.0.0.1', port, secure: false, disableStartTls: true },
		/** All mails, oldest first, with their parts as text. */
		mails,
		close: () => new Promise((resolve) => server.close(resolve)),
	};
}

/** Speaks SMTP (RFC 5321), as far as one mail needs it. */
function receive(socket: Socket, mails: string[]): void {
	let text = '';
	let isMail = false;
	const say = (line: string) => socket.write(`${line}\r\n`);
	socket.on('error', () => socket.destroy());
	socket.setEncoding('latin1');
	socket.on('data', (piece: string) => {
		text += piece;
		const end = isMail ? '\r\n.\r\n' : '\r\n';
		if (!text.endsWith(end)) return;
		const line = text.slice(0, -end.length);
		text = '';
		if (isMail) {
			mails.push(decoded(line));
			isMail = false;
			say('250 OK');
		} else if (line === 'DATA') {
			isMail = true;
			say('354 Go on');
		} else if (line === 'QUIT') {
			say('221 Bye');
			socket.end();
		} else {
			say('250 OK');
		}
	});
	say('220 mailbox');
}

/** A text without its quoted-printable encoding (RFC 2045). */
function decoded(mail: string): string {
	const bytes = mail
		.replace(/=\r\n/g, '')
		.replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
