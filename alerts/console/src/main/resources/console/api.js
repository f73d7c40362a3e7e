import {token} from './token.js';

const TIMEOUT_MS = 15_000;

/** Why a read failed: `token`, `missing`, `answer` (the service said no) or `network`. */
export class ReadError extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

async function read(path, signal, headers, more = {}) {
  try {
    return await fetch(path, {
      ...more,
      headers: {accept: 'application/json, application/problem+json', ...headers},
      cache: 'no-cache', // asks again with the ETag
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    const late = error.name === 'TimeoutError';
    throw new ReadError('network', late ? 'It did not answer within 15 s.' : 'It cannot be reached.');
  }
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

const bearer = () => (token() ? {authorization: `Bearer ${token()}`} : {});

/** Reads from the API with the token, if there is one. */
export async function api(path, signal) {
  return answered(await read('api/v1/' + path, signal, bearer()));
}

/** Changes something; what the service refuses is an error that says why. */
export async function send(method, path, body) {
  const headers = {...bearer(), 'content-type': 'application/json'};
  const more = {method, body: JSON.stringify(body)};
  return answered(await read('api/v1/' + path, new AbortController().signal, headers, more));
}

async function answered(response) {
  const body = await json(response);
  if (response.ok && body) {
    return body;
  }
  if (response.status === 401) {
    throw new ReadError('token', token() ? 'The token was not accepted.' : 'A token is needed.');
  }
  if (response.status === 403) {
    throw new ReadError('role', body?.detail ?? 'The role of this token may not do this.');
  }
  const said = body?.detail ?? body?.title ?? 'No reason given.';
  throw new ReadError(response.status === 404 ? 'missing' : 'answer', `${response.status}: ${said}`);
}

/** Reads a text from the API. */
export async function text(path) {
  const response = await read('api/v1/' + path, new AbortController().signal, bearer());
  return response.ok ? response.text() : answered(response);
}

/** Readiness is an answer in both cases: 200 ready, 503 not ready. */
export async function health(signal) {
  const response = await read('health/ready', signal, {});
  const body = await json(response);
  if (!Array.isArray(body?.components)) {
    throw new ReadError('answer', `${response.status}: No list of components.`);
  }
  return body;
}
