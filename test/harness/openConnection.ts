import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A TCP connection that sends this much and then nothing more, whatever the server does. */
export async function openConnection(url: string, sent = ''): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  // However the server ends it is right here.
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(sent);
  return socket;
}
