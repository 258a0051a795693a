import { WebSocket } from 'ws';
import { type PreviewPicture, previewOf, type RunMessage, runMessages } from './messages';

/** Bytes of one message; a preview of a large picture has about 1 MB. */
const messageCap = 32 * 2 ** 20;
const handshakeMs = 10_000;
/** A connection that has said nothing for so long is asked whether it is still there. */
const pingMs = 20_000;

export interface SocketEvents {
  /** Connected: what happened before is to be asked for. */
  readonly onOpen: () => void;
  readonly onMessage: (message: RunMessage) => void;
  readonly onPreview: (preview: PreviewPicture) => void;
  /** Lost, or never made. */
  readonly onClose: () => void;
}

/** Listens to what a server says of the runs of one client. @returns ends it */
export function listen(address: string, clientId: string, events: SocketEvents): () => void {
  const url = `${address.replace(/^http/, 'ws')}/ws?clientId=${encodeURIComponent(clientId)}`;
  const socket = new WebSocket(url, {
    maxPayload: messageCap,
    handshakeTimeout: handshakeMs,
    followRedirects: false,
    perMessageDeflate: false,
  });
  let isOver = false;
  let isAlive = true;
  const timer = setInterval(() => {
    if (!isAlive) {
      socket.terminate();
      return;
    }
    isAlive = false;
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, pingMs);
  timer.unref();
  const over = (): void => {
    if (isOver) return;
    isOver = true;
    clearInterval(timer);
    events.onClose();
  };
  socket.on('open', () => {
    // Previews with the run's name, where the server can.
    socket.send(JSON.stringify({ type: 'feature_flags', data: { supports_preview_metadata: true } }));
    events.onOpen();
  });
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('message', (data, isBinary) => {
    isAlive = true;
    const bytes = Buffer.isBuffer(data)
      ? data
      : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]);
    if (isBinary) {
      const preview = previewOf(bytes);
      if (preview) events.onPreview(preview);
    } else {
      for (const message of runMessages(bytes.toString('utf8'))) events.onMessage(message);
    }
  });
  // An error is followed by a close.
  socket.on('error', () => undefined);
  socket.on('close', over);
  return () => {
    isOver = true;
    clearInterval(timer);
    socket.terminate();
  };
}
