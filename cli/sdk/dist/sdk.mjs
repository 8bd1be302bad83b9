// The SDK of Baton: one file for Node 18 or newer, Bun, Deno and browsers. Generated from cli/sdk by
// `npm run generate`; do not edit. It contains parts of eventsource-parser 4.1.3 (MIT), is-network-error 1.3.2 (MIT), openapi-fetch 0.17.0 (MIT), p-retry 9.0.0 (MIT).

// cli/sdk/fields.ts
function wireFields(options) {
  const fields = {};
  for (const [name, value] of Object.entries(options)) {
    if (value === void 0 || CALL.has(name)) continue;
    if (name === "timeout") fields.timeout_seconds = secondsOf(Number(value));
    else fields[name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] = value;
  }
  return fields;
}
var CALL = /* @__PURE__ */ new Set(["signal", "requestTimeout", "patience", "idempotencyKey"]);
var secondsOf = (ms) => Math.ceil(ms / 1e3);

// node_modules/eventsource-parser/dist/errors.js
var ParseError = class extends Error {
  constructor(message, options) {
    super(message);
    this.name = "ParseError";
    this.type = options.type;
    this.field = options.field;
    this.value = options.value;
    this.line = options.line;
  }
};

// node_modules/eventsource-parser/dist/parse.js
var LF = 10;
var CR = 13;
var SPACE = 32;
var MAX_FIELD_PREFIX_LENGTH = 6;
function createParser(config) {
  if (typeof config === "function") {
    throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");
  }
  const { maxBufferSize, onComment, onError, onEvent, onId, onRetry } = config;
  const pendingFragments = [];
  let pendingFragmentsLength = 0;
  let bomPrefix = "";
  let id;
  let data = "";
  let dataLines = 0;
  let eventType;
  let terminated = false;
  let skippingLine = false;
  let skipNextLineFeed = false;
  function feed(chunk) {
    if (terminated) {
      throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");
    }
    if (bomPrefix !== void 0) {
      chunk = bomPrefix + chunk;
      if (chunk === "" || chunk === "\xEF" || chunk === "\xEF\xBB") {
        bomPrefix = chunk;
        return;
      }
      bomPrefix = void 0;
      chunk = chunk.replace(/^(?:\uFEFF|\xEF\xBB\xBF)/, "");
    }
    if (skippingLine || skipNextLineFeed) {
      chunk = resumeAfterSkip(chunk);
      if (!chunk) {
        return;
      }
    }
    if (!pendingFragments.length) {
      const trailing = processLines(chunk);
      if (trailing !== "") {
        storeTrailing(trailing);
      }
      checkForBufferOverflow();
      return;
    }
    if (chunk.indexOf("\n") === -1 && chunk.indexOf("\r") === -1) {
      if (pendingFragmentsLength < MAX_FIELD_PREFIX_LENGTH) {
        const head = pendingFragments.join("") + chunk.slice(0, MAX_FIELD_PREFIX_LENGTH - pendingFragmentsLength);
        if (!shouldBufferTrailing(head)) {
          pendingFragments.length = 0;
          pendingFragmentsLength = 0;
          skippingLine = true;
          return;
        }
      }
      pendingFragments.push(chunk);
      pendingFragmentsLength += chunk.length;
      checkForBufferOverflow();
      return;
    }
    pendingFragments.push(chunk);
    const input = pendingFragments.join("");
    pendingFragments.length = 0;
    pendingFragmentsLength = 0;
    storeTrailing(processLines(input));
    checkForBufferOverflow();
  }
  function resumeAfterSkip(chunk) {
    if (chunk.length === 0) {
      return chunk;
    }
    if (skipNextLineFeed) {
      skipNextLineFeed = false;
      return chunk.charCodeAt(0) === LF ? chunk.slice(1) : chunk;
    }
    const crIndex = chunk.indexOf("\r");
    const lfIndex = chunk.indexOf("\n");
    const lineEnd = crIndex === -1 ? lfIndex : lfIndex === -1 ? crIndex : crIndex < lfIndex ? crIndex : lfIndex;
    if (lineEnd === -1) {
      return "";
    }
    if (lineEnd === chunk.length - 1 && chunk.charCodeAt(lineEnd) === CR) {
      skippingLine = false;
      skipNextLineFeed = true;
      return "";
    }
    skippingLine = false;
    return chunk.slice(lineEnd + (chunk.charCodeAt(lineEnd) === CR && chunk.charCodeAt(lineEnd + 1) === LF ? 2 : 1));
  }
  function storeTrailing(trailing) {
    if (!trailing)
      return;
    if (trailing.charCodeAt(trailing.length - 1) === CR) {
      parseLine(trailing, 0, trailing.length - 1);
      if (checkForBufferOverflow())
        return;
      skipNextLineFeed = true;
      return;
    }
    if (shouldBufferTrailing(trailing)) {
      pendingFragments.push(trailing);
      pendingFragmentsLength = trailing.length;
      return;
    }
    skippingLine = true;
  }
  function shouldBufferTrailing(trailing) {
    const firstCharCode = trailing.charCodeAt(0);
    return firstCharCode === 58 && !!onComment || firstCharCode === 100 && isPotentialField(trailing, "data") || firstCharCode === 101 && isPotentialField(trailing, "event") || firstCharCode === 105 && isPotentialField(trailing, "id") || firstCharCode === 114 && isPotentialField(trailing, "retry");
  }
  function checkForBufferOverflow() {
    if (terminated)
      return true;
    if (maxBufferSize === void 0)
      return false;
    if (pendingFragmentsLength + data.length <= maxBufferSize)
      return false;
    terminated = true;
    pendingFragments.length = 0;
    pendingFragmentsLength = 0;
    id = void 0;
    data = "";
    dataLines = 0;
    eventType = void 0;
    skippingLine = false;
    skipNextLineFeed = false;
    onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Buffered data exceeded max buffer size of ${maxBufferSize} characters`, {
      type: "max-buffer-size-exceeded"
    }));
    return true;
  }
  function processLines(chunk) {
    let searchIndex = 0;
    if (chunk.indexOf("\r") === -1) {
      let lfIndex2 = chunk.indexOf("\n", searchIndex);
      while (lfIndex2 !== -1) {
        if (searchIndex === lfIndex2) {
          if (id !== void 0) {
            onId === null || onId === void 0 ? void 0 : onId(id);
          }
          if (dataLines > 0) {
            onEvent === null || onEvent === void 0 ? void 0 : onEvent({ id, event: eventType, data });
          }
          id = void 0;
          data = "";
          dataLines = 0;
          eventType = void 0;
          searchIndex = lfIndex2 + 1;
          lfIndex2 = chunk.indexOf("\n", searchIndex);
          continue;
        }
        const firstCharCode = chunk.charCodeAt(searchIndex);
        if (isDataPrefix(chunk, searchIndex, firstCharCode)) {
          const valueStart = chunk.charCodeAt(searchIndex + 5) === SPACE ? searchIndex + 6 : searchIndex + 5;
          const value = chunk.slice(valueStart, lfIndex2);
          if (dataLines === 0 && chunk.charCodeAt(lfIndex2 + 1) === LF) {
            if (id !== void 0) {
              onId === null || onId === void 0 ? void 0 : onId(id);
            }
            onEvent === null || onEvent === void 0 ? void 0 : onEvent({ id, event: eventType, data: value });
            id = void 0;
            data = "";
            eventType = void 0;
            searchIndex = lfIndex2 + 2;
            lfIndex2 = chunk.indexOf("\n", searchIndex);
            continue;
          }
          data = dataLines === 0 ? value : `${data}
${value}`;
          dataLines++;
        } else if (isEventPrefix(chunk, searchIndex, firstCharCode)) {
          eventType = chunk.slice(chunk.charCodeAt(searchIndex + 6) === SPACE ? searchIndex + 7 : searchIndex + 6, lfIndex2) || void 0;
        } else {
          parseLine(chunk, searchIndex, lfIndex2);
        }
        if (checkForBufferOverflow())
          return "";
        searchIndex = lfIndex2 + 1;
        lfIndex2 = chunk.indexOf("\n", searchIndex);
      }
      return chunk.slice(searchIndex);
    }
    let crIndex = chunk.indexOf("\r", searchIndex);
    let lfIndex = chunk.indexOf("\n", searchIndex);
    while (searchIndex < chunk.length) {
      let lineEnd = -1;
      if (crIndex !== -1 && lfIndex !== -1) {
        lineEnd = crIndex < lfIndex ? crIndex : lfIndex;
      } else if (crIndex !== -1) {
        if (crIndex === chunk.length - 1) {
          lineEnd = -1;
        } else {
          lineEnd = crIndex;
        }
      } else if (lfIndex !== -1) {
        lineEnd = lfIndex;
      }
      if (lineEnd === -1) {
        break;
      }
      parseLine(chunk, searchIndex, lineEnd);
      if (checkForBufferOverflow())
        return "";
      searchIndex = lineEnd + 1;
      if (chunk.charCodeAt(searchIndex - 1) === CR && chunk.charCodeAt(searchIndex) === LF) {
        searchIndex++;
      }
      if (crIndex !== -1 && crIndex < searchIndex) {
        crIndex = chunk.indexOf("\r", searchIndex);
      }
      if (lfIndex !== -1 && lfIndex < searchIndex) {
        lfIndex = chunk.indexOf("\n", searchIndex);
      }
    }
    return chunk.slice(searchIndex);
  }
  function parseLine(chunk, start2, end) {
    if (start2 === end) {
      dispatchEvent();
      return;
    }
    const firstCharCode = chunk.charCodeAt(start2);
    if (isDataPrefix(chunk, start2, firstCharCode)) {
      const valueStart = chunk.charCodeAt(start2 + 5) === SPACE ? start2 + 6 : start2 + 5;
      const value2 = chunk.slice(valueStart, end);
      data = dataLines === 0 ? value2 : `${data}
${value2}`;
      dataLines++;
      return;
    }
    if (isEventPrefix(chunk, start2, firstCharCode)) {
      eventType = chunk.slice(chunk.charCodeAt(start2 + 6) === SPACE ? start2 + 7 : start2 + 6, end) || void 0;
      return;
    }
    if (firstCharCode === 105 && chunk.charCodeAt(start2 + 1) === 100 && chunk.charCodeAt(start2 + 2) === 58) {
      const value2 = chunk.slice(chunk.charCodeAt(start2 + 3) === SPACE ? start2 + 4 : start2 + 3, end);
      if (!value2.includes("\0"))
        id = value2;
      return;
    }
    if (firstCharCode === 58) {
      if (onComment) {
        const line2 = chunk.slice(start2, end);
        onComment(line2.slice(chunk.charCodeAt(start2 + 1) === SPACE ? 2 : 1));
      }
      return;
    }
    const line = chunk.slice(start2, end);
    const fieldSeparatorIndex = line.indexOf(":");
    if (fieldSeparatorIndex === -1) {
      processField(line, "", line);
      return;
    }
    const field = line.slice(0, fieldSeparatorIndex);
    const offset = line.charCodeAt(fieldSeparatorIndex + 1) === SPACE ? 2 : 1;
    const value = line.slice(fieldSeparatorIndex + offset);
    processField(field, value, line);
  }
  function processField(field, value, line) {
    switch (field) {
      case "event":
        eventType = value || void 0;
        break;
      case "data":
        data = dataLines === 0 ? value : `${data}
${value}`;
        dataLines++;
        break;
      case "id":
        if (!value.includes("\0"))
          id = value;
        break;
      case "retry":
        if (/^\d+$/.test(value)) {
          onRetry === null || onRetry === void 0 ? void 0 : onRetry(parseInt(value, 10));
        } else {
          onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Invalid \`retry\` value: "${value}"`, {
            type: "invalid-retry",
            value,
            line
          }));
        }
        break;
      default:
        onError === null || onError === void 0 ? void 0 : onError(new ParseError(`Unknown field "${field.length > 20 ? `${field.slice(0, 20)}\u2026` : field}"`, { type: "unknown-field", field, value, line }));
        break;
    }
  }
  function dispatchEvent() {
    if (id !== void 0) {
      onId === null || onId === void 0 ? void 0 : onId(id);
    }
    if (dataLines > 0) {
      onEvent === null || onEvent === void 0 ? void 0 : onEvent({
        id,
        event: eventType,
        data
      });
    }
    id = void 0;
    data = "";
    dataLines = 0;
    eventType = void 0;
  }
  function reset2(options = {}) {
    if (options.consume && pendingFragments.length > 0) {
      const incompleteLine = pendingFragments.join("");
      parseLine(incompleteLine, 0, incompleteLine.length);
    }
    bomPrefix = "";
    id = void 0;
    data = "";
    dataLines = 0;
    eventType = void 0;
    pendingFragments.length = 0;
    pendingFragmentsLength = 0;
    terminated = false;
    skippingLine = false;
    skipNextLineFeed = false;
  }
  return { feed, reset: reset2 };
}
function isDataPrefix(chunk, i, firstCharCode) {
  return firstCharCode === 100 && chunk.charCodeAt(i + 1) === 97 && chunk.charCodeAt(i + 2) === 116 && chunk.charCodeAt(i + 3) === 97 && chunk.charCodeAt(i + 4) === 58;
}
function isEventPrefix(chunk, i, firstCharCode) {
  return firstCharCode === 101 && chunk.charCodeAt(i + 1) === 118 && chunk.charCodeAt(i + 2) === 101 && chunk.charCodeAt(i + 3) === 110 && chunk.charCodeAt(i + 4) === 116 && chunk.charCodeAt(i + 5) === 58;
}
function isPotentialField(line, field) {
  let i = 1;
  while (i < line.length && i < field.length) {
    if (line.charCodeAt(i) !== field.charCodeAt(i)) {
      return false;
    }
    i++;
  }
  return line.length <= field.length || line.charCodeAt(field.length) === 58;
}

// client/failures.ts
var PASSING = [429, 502, 503, 504];
var Refused = class extends Error {
  status;
  problem;
  /** From the header `Retry-After`, in seconds; null without one. */
  retryAfter;
  constructor(status2, problem, retryAfter = null) {
    super(problem.detail);
    this.name = "Refused";
    this.status = status2;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
  get code() {
    return this.problem.code;
  }
  /** Whether the same request may succeed later. */
  get isPassing() {
    return PASSING.includes(this.status);
  }
};
var Unreachable = class extends Error {
  /** The system's code, such as ECONNREFUSED, or `timeout`. */
  why;
  constructor(url, cause) {
    const why = reasonOf(cause);
    super(`Baton does not answer at ${url} (${why})`, { cause });
    this.name = "Unreachable";
    this.why = why;
  }
};
var NotBaton = class extends Error {
  constructor(url, found) {
    super(`${url} answers, but not as Baton does: ${found}`);
    this.name = "NotBaton";
  }
};
async function refusedBy(response) {
  return refusedWith(response, await response.text().catch(() => ""));
}
function refusedWith({ status: status2, headers }, text) {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
  const place = headers.get("location");
  const problem = problemIn(text) ?? (status2 < 400 && place !== null ? { code: "moved", detail: `Baton is not here but at ${place}`, fix: "use that address" } : { code: `http_${status2}`, detail: `Baton answered ${status2}` });
  return new Refused(status2, problem, retryAfter);
}
function problemIn(text) {
  try {
    const body = JSON.parse(text);
    if (typeof body !== "object" || body === null || !("detail" in body)) return null;
    const problem = body;
    return { ...problem, code: problem.code ?? "unknown", detail: String(problem.detail) };
  } catch {
    return null;
  }
}
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause?.code ?? (cause?.message || error.message);
}

// node_modules/openapi-fetch/dist/index.mjs
var PATH_PARAM_RE = /\{[^{}]+\}/g;
var supportsRequestInitExt = () => {
  return typeof process === "object" && Number.parseInt(process?.versions?.node?.substring(0, 2)) >= 18 && process.versions.undici;
};
function randomID() {
  return Math.random().toString(36).slice(2, 11);
}
function createClient(clientOptions) {
  let {
    baseUrl = "",
    Request: CustomRequest = globalThis.Request,
    fetch: baseFetch = globalThis.fetch,
    querySerializer: globalQuerySerializer,
    bodySerializer: globalBodySerializer,
    pathSerializer: globalPathSerializer,
    headers: baseHeaders,
    requestInitExt = void 0,
    ...baseOptions
  } = { ...clientOptions };
  requestInitExt = supportsRequestInitExt() ? requestInitExt : void 0;
  baseUrl = removeTrailingSlash(baseUrl);
  const globalMiddlewares = [];
  async function coreFetch(schemaPath, fetchOptions) {
    const {
      baseUrl: localBaseUrl,
      fetch: fetch2 = baseFetch,
      Request = CustomRequest,
      headers,
      params = {},
      parseAs = "json",
      querySerializer: requestQuerySerializer,
      bodySerializer = globalBodySerializer ?? defaultBodySerializer,
      pathSerializer: requestPathSerializer,
      body,
      middleware: requestMiddlewares = [],
      ...init
    } = fetchOptions || {};
    let finalBaseUrl = baseUrl;
    if (localBaseUrl) {
      finalBaseUrl = removeTrailingSlash(localBaseUrl) ?? baseUrl;
    }
    let querySerializer = typeof globalQuerySerializer === "function" ? globalQuerySerializer : createQuerySerializer(globalQuerySerializer);
    if (requestQuerySerializer) {
      querySerializer = typeof requestQuerySerializer === "function" ? requestQuerySerializer : createQuerySerializer({
        ...typeof globalQuerySerializer === "object" ? globalQuerySerializer : {},
        ...requestQuerySerializer
      });
    }
    const pathSerializer = requestPathSerializer || globalPathSerializer || defaultPathSerializer;
    const serializedBody = body === void 0 ? void 0 : bodySerializer(
      body,
      // Note: we declare mergeHeaders() both here and below because it’s a bit of a chicken-or-egg situation:
      // bodySerializer() needs all headers so we aren’t dropping ones set by the user, however,
      // the result of this ALSO sets the lowest-priority content-type header. So we re-merge below,
      // setting the content-type at the very beginning to be overwritten.
      // Lastly, based on the way headers work, it’s not a simple “present-or-not” check becauase null intentionally un-sets headers.
      mergeHeaders(baseHeaders, headers, params.header)
    );
    const finalHeaders = mergeHeaders(
      // with no body, we should not to set Content-Type
      serializedBody === void 0 || // if serialized body is FormData; browser will correctly set Content-Type & boundary expression
      serializedBody instanceof FormData ? {} : {
        "Content-Type": "application/json"
      },
      baseHeaders,
      headers,
      params.header
    );
    const finalMiddlewares = [...globalMiddlewares, ...requestMiddlewares];
    const requestInit = {
      redirect: "follow",
      ...baseOptions,
      ...init,
      body: serializedBody,
      headers: finalHeaders
    };
    let id;
    let options;
    let request2 = new Request(
      createFinalURL(schemaPath, { baseUrl: finalBaseUrl, params, querySerializer, pathSerializer }),
      requestInit
    );
    let response;
    for (const key in init) {
      if (!(key in request2)) {
        request2[key] = init[key];
      }
    }
    if (finalMiddlewares.length) {
      id = randomID();
      options = Object.freeze({
        baseUrl: finalBaseUrl,
        fetch: fetch2,
        parseAs,
        querySerializer,
        bodySerializer,
        pathSerializer
      });
      for (const m of finalMiddlewares) {
        if (m && typeof m === "object" && typeof m.onRequest === "function") {
          const result2 = await m.onRequest({
            request: request2,
            schemaPath,
            params,
            options,
            id
          });
          if (result2) {
            if (result2 instanceof Request) {
              request2 = result2;
            } else if (result2 instanceof Response) {
              response = result2;
              break;
            } else {
              throw new Error("onRequest: must return new Request() or Response() when modifying the request");
            }
          }
        }
      }
    }
    if (!response) {
      try {
        response = await fetch2(request2, requestInitExt);
      } catch (error2) {
        let errorAfterMiddleware = error2;
        if (finalMiddlewares.length) {
          for (let i = finalMiddlewares.length - 1; i >= 0; i--) {
            const m = finalMiddlewares[i];
            if (m && typeof m === "object" && typeof m.onError === "function") {
              const result2 = await m.onError({
                request: request2,
                error: errorAfterMiddleware,
                schemaPath,
                params,
                options,
                id
              });
              if (result2) {
                if (result2 instanceof Response) {
                  errorAfterMiddleware = void 0;
                  response = result2;
                  break;
                }
                if (result2 instanceof Error) {
                  errorAfterMiddleware = result2;
                  continue;
                }
                throw new Error("onError: must return new Response() or instance of Error");
              }
            }
          }
        }
        if (errorAfterMiddleware) {
          throw errorAfterMiddleware;
        }
      }
      if (finalMiddlewares.length) {
        for (let i = finalMiddlewares.length - 1; i >= 0; i--) {
          const m = finalMiddlewares[i];
          if (m && typeof m === "object" && typeof m.onResponse === "function") {
            const result2 = await m.onResponse({
              request: request2,
              response,
              schemaPath,
              params,
              options,
              id
            });
            if (result2) {
              if (!(result2 instanceof Response)) {
                throw new Error("onResponse: must return new Response() when modifying the response");
              }
              response = result2;
            }
          }
        }
      }
    }
    const contentLength = response.headers.get("Content-Length");
    if (response.status === 204 || request2.method === "HEAD" || contentLength === "0" && !response.headers.get("Transfer-Encoding")?.includes("chunked")) {
      return response.ok ? { data: void 0, response } : { error: void 0, response };
    }
    if (response.ok) {
      const getResponseData = async () => {
        if (parseAs === "stream") {
          return response.body;
        }
        if (parseAs === "json" && !contentLength) {
          const raw = await response.text();
          return raw ? JSON.parse(raw) : void 0;
        }
        return await response[parseAs]();
      };
      return { data: await getResponseData(), response };
    }
    let error = await response.text();
    try {
      error = JSON.parse(error);
    } catch {
    }
    return { error, response };
  }
  return {
    request(method, url, init) {
      return coreFetch(url, { ...init, method: method.toUpperCase() });
    },
    /** Call a GET endpoint */
    GET(url, init) {
      return coreFetch(url, { ...init, method: "GET" });
    },
    /** Call a PUT endpoint */
    PUT(url, init) {
      return coreFetch(url, { ...init, method: "PUT" });
    },
    /** Call a POST endpoint */
    POST(url, init) {
      return coreFetch(url, { ...init, method: "POST" });
    },
    /** Call a DELETE endpoint */
    DELETE(url, init) {
      return coreFetch(url, { ...init, method: "DELETE" });
    },
    /** Call a OPTIONS endpoint */
    OPTIONS(url, init) {
      return coreFetch(url, { ...init, method: "OPTIONS" });
    },
    /** Call a HEAD endpoint */
    HEAD(url, init) {
      return coreFetch(url, { ...init, method: "HEAD" });
    },
    /** Call a PATCH endpoint */
    PATCH(url, init) {
      return coreFetch(url, { ...init, method: "PATCH" });
    },
    /** Call a TRACE endpoint */
    TRACE(url, init) {
      return coreFetch(url, { ...init, method: "TRACE" });
    },
    /** Register middleware */
    use(...middleware) {
      for (const m of middleware) {
        if (!m) {
          continue;
        }
        if (typeof m !== "object" || !("onRequest" in m || "onResponse" in m || "onError" in m)) {
          throw new Error("Middleware must be an object with one of `onRequest()`, `onResponse() or `onError()`");
        }
        globalMiddlewares.push(m);
      }
    },
    /** Unregister middleware */
    eject(...middleware) {
      for (const m of middleware) {
        const i = globalMiddlewares.indexOf(m);
        if (i !== -1) {
          globalMiddlewares.splice(i, 1);
        }
      }
    }
  };
}
function serializePrimitiveParam(name, value, options) {
  if (value === void 0 || value === null) {
    return "";
  }
  if (typeof value === "object") {
    throw new Error(
      "Deeply-nested arrays/objects aren\u2019t supported. Provide your own `querySerializer()` to handle these."
    );
  }
  return `${name}=${options?.allowReserved === true ? value : encodeURIComponent(value)}`;
}
function serializeObjectParam(name, value, options) {
  if (!value || typeof value !== "object") {
    return "";
  }
  const values = [];
  const joiner = {
    simple: ",",
    label: ".",
    matrix: ";"
  }[options.style] || "&";
  if (options.style !== "deepObject" && options.explode === false) {
    for (const k in value) {
      values.push(k, options.allowReserved === true ? value[k] : encodeURIComponent(value[k]));
    }
    const final2 = values.join(",");
    switch (options.style) {
      case "form": {
        return `${name}=${final2}`;
      }
      case "label": {
        return `.${final2}`;
      }
      case "matrix": {
        return `;${name}=${final2}`;
      }
      default: {
        return final2;
      }
    }
  }
  for (const k in value) {
    const finalName = options.style === "deepObject" ? `${name}[${k}]` : k;
    values.push(serializePrimitiveParam(finalName, value[k], options));
  }
  const final = values.join(joiner);
  return options.style === "label" || options.style === "matrix" ? `${joiner}${final}` : final;
}
function serializeArrayParam(name, value, options) {
  if (!Array.isArray(value)) {
    return "";
  }
  if (options.explode === false) {
    const joiner2 = { form: ",", spaceDelimited: "%20", pipeDelimited: "|" }[options.style] || ",";
    const final = (options.allowReserved === true ? value : value.map((v) => encodeURIComponent(v))).join(joiner2);
    switch (options.style) {
      case "simple": {
        return final;
      }
      case "label": {
        return `.${final}`;
      }
      case "matrix": {
        return `;${name}=${final}`;
      }
      // case "spaceDelimited":
      // case "pipeDelimited":
      default: {
        return `${name}=${final}`;
      }
    }
  }
  const joiner = { simple: ",", label: ".", matrix: ";" }[options.style] || "&";
  const values = [];
  for (const v of value) {
    if (options.style === "simple" || options.style === "label") {
      values.push(options.allowReserved === true ? v : encodeURIComponent(v));
    } else {
      values.push(serializePrimitiveParam(name, v, options));
    }
  }
  return options.style === "label" || options.style === "matrix" ? `${joiner}${values.join(joiner)}` : values.join(joiner);
}
function createQuerySerializer(options) {
  return function querySerializer(queryParams) {
    const search = [];
    if (queryParams && typeof queryParams === "object") {
      for (const name in queryParams) {
        const value = queryParams[name];
        if (value === void 0 || value === null) {
          continue;
        }
        if (Array.isArray(value)) {
          if (value.length === 0) {
            continue;
          }
          search.push(
            serializeArrayParam(name, value, {
              style: "form",
              explode: true,
              ...options?.array,
              allowReserved: options?.allowReserved || false
            })
          );
          continue;
        }
        if (typeof value === "object") {
          search.push(
            serializeObjectParam(name, value, {
              style: "deepObject",
              explode: true,
              ...options?.object,
              allowReserved: options?.allowReserved || false
            })
          );
          continue;
        }
        search.push(serializePrimitiveParam(name, value, options));
      }
    }
    return search.join("&");
  };
}
function defaultPathSerializer(pathname, pathParams) {
  let nextURL = pathname;
  for (const match of pathname.match(PATH_PARAM_RE) ?? []) {
    let name = match.substring(1, match.length - 1);
    let explode = false;
    let style = "simple";
    if (name.endsWith("*")) {
      explode = true;
      name = name.substring(0, name.length - 1);
    }
    if (name.startsWith(".")) {
      style = "label";
      name = name.substring(1);
    } else if (name.startsWith(";")) {
      style = "matrix";
      name = name.substring(1);
    }
    if (!pathParams || pathParams[name] === void 0 || pathParams[name] === null) {
      continue;
    }
    const value = pathParams[name];
    if (Array.isArray(value)) {
      nextURL = nextURL.replace(match, serializeArrayParam(name, value, { style, explode }));
      continue;
    }
    if (typeof value === "object") {
      nextURL = nextURL.replace(match, serializeObjectParam(name, value, { style, explode }));
      continue;
    }
    if (style === "matrix") {
      nextURL = nextURL.replace(match, `;${serializePrimitiveParam(name, value)}`);
      continue;
    }
    nextURL = nextURL.replace(match, style === "label" ? `.${encodeURIComponent(value)}` : encodeURIComponent(value));
  }
  return nextURL;
}
function defaultBodySerializer(body, headers) {
  if (body instanceof FormData) {
    return body;
  }
  if (headers) {
    const contentType = headers.get instanceof Function ? headers.get("Content-Type") ?? headers.get("content-type") : headers["Content-Type"] ?? headers["content-type"];
    if (contentType === "application/x-www-form-urlencoded") {
      return new URLSearchParams(body).toString();
    }
  }
  return JSON.stringify(body);
}
function createFinalURL(pathname, options) {
  let finalURL = `${options.baseUrl}${pathname}`;
  if (options.params?.path) {
    finalURL = options.pathSerializer(finalURL, options.params.path);
  }
  let search = options.querySerializer(options.params.query ?? {});
  if (search.startsWith("?")) {
    search = search.substring(1);
  }
  if (search) {
    finalURL += `?${search}`;
  }
  return finalURL;
}
function mergeHeaders(...allHeaders) {
  const finalHeaders = new Headers();
  for (const h of allHeaders) {
    if (!h || typeof h !== "object") {
      continue;
    }
    const iterator = h instanceof Headers ? h.entries() : Object.entries(h);
    for (const [k, v] of iterator) {
      if (v === null) {
        finalHeaders.delete(k);
      } else if (Array.isArray(v)) {
        for (const v2 of v) {
          finalHeaders.append(k, v2);
        }
      } else if (v !== void 0) {
        finalHeaders.set(k, v);
      }
    }
  }
  return finalHeaders;
}
function removeTrailingSlash(url) {
  if (url.endsWith("/")) {
    return url.substring(0, url.length - 1);
  }
  return url;
}

// node_modules/is-network-error/index.js
var objectToString = Object.prototype.toString;
var isError = (value) => objectToString.call(value) === "[object Error]";
var errorMessages = /* @__PURE__ */ new Set([
  "network error",
  // Chrome
  "NetworkError when attempting to fetch resource.",
  // Firefox
  "The Internet connection appears to be offline.",
  // Safari 16
  "Network request failed",
  // `cross-fetch`
  "fetch failed",
  // Undici (Node.js)
  "terminated",
  // Undici (Node.js)
  " A network error occurred.",
  // Bun (WebKit)
  "Network connection lost"
  // Cloudflare Workers (fetch)
]);
function isNetworkError(error) {
  const isValid = error && isError(error) && error.name === "TypeError" && typeof error.message === "string";
  if (!isValid) {
    return false;
  }
  const { message, stack } = error;
  if (message === "Load failed" || message.startsWith("Load failed (") && message.endsWith(")")) {
    return stack === void 0 || "__sentry_captured__" in error;
  }
  if (message.startsWith("error sending request for url")) {
    return true;
  }
  if (message === "Failed to fetch" || message.startsWith("Failed to fetch (") && message.endsWith(")")) {
    return true;
  }
  return errorMessages.has(message);
}

// node_modules/p-retry/index.js
function validateRetries(retries) {
  if (typeof retries === "number") {
    if (retries < 0) {
      throw new TypeError("Expected `retries` to be a non-negative number.");
    }
    if (Number.isNaN(retries)) {
      throw new TypeError("Expected `retries` to be a valid number or Infinity, got NaN.");
    }
    if (Number.isFinite(retries) && !Number.isInteger(retries)) {
      throw new TypeError("Expected `retries` to be a non-negative integer or Infinity.");
    }
  } else if (retries !== void 0) {
    throw new TypeError("Expected `retries` to be a number or Infinity.");
  }
}
function validateNumberOption(name, value, { allowInfinity = false } = {}) {
  if (typeof value !== "number" || Number.isNaN(value)) {
    throw new TypeError(`Expected \`${name}\` to be a number${allowInfinity ? " or Infinity" : ""}.`);
  }
  if (!allowInfinity && !Number.isFinite(value)) {
    throw new TypeError(`Expected \`${name}\` to be a finite number.`);
  }
  if (value < 0) {
    throw new TypeError(`Expected \`${name}\` to be \u2265 0.`);
  }
}
function validateOption(name, value, type) {
  if (value === void 0 || value === null) {
    return;
  }
  if (typeof value !== type) {
    throw new TypeError(`Expected \`${name}\` to be a ${type}.`);
  }
}
function validateSignal(value) {
  if (value === void 0 || value === null) {
    return;
  }
  if (typeof value.throwIfAborted !== "function" || typeof value.addEventListener !== "function" || typeof value.removeEventListener !== "function") {
    throw new TypeError("Expected `signal` to be an AbortSignal.");
  }
}
var AbortError = class _AbortError extends Error {
  constructor(message) {
    super(typeof message === "string" ? message : void 0);
    this.name = "AbortError";
    if (message instanceof Error) {
      this.originalError = message;
      ({ message } = message);
    } else {
      this.originalError = new Error(message);
      ({ message } = this.originalError);
      Error.captureStackTrace?.(this.originalError, _AbortError);
    }
    this.message = message;
  }
};
var maximumDelay = 2 ** 31 - 1;
function calculateDelay(retriesConsumed, options) {
  if (options.minTimeout === 0) {
    return 0;
  }
  const attempt = retriesConsumed + 1;
  const random = options.randomize ? Math.random() + 1 : 1;
  const timeout = Math.round(random * options.minTimeout * options.factor ** (attempt - 1));
  return Math.min(timeout, Math.ceil(options.maxTimeout), maximumDelay);
}
function calculateRemainingTime(start2, max) {
  return Number.isFinite(max) ? max - (performance.now() - start2) : max;
}
async function delayForRetry(delay, options) {
  if (delay <= 0) {
    return;
  }
  await new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timeoutToken);
      reject(options.signal.reason);
    };
    const timeoutToken = setTimeout(() => {
      options.signal?.removeEventListener("abort", onAbort);
      resolve();
    }, delay);
    if (options.unref) {
      timeoutToken.unref?.();
    }
    options.signal?.addEventListener("abort", onAbort, { once: true });
  });
}
function stringifyThrownValue(value) {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
function unwrapAbortError(error) {
  let cause = error;
  while (cause instanceof AbortError && cause.originalError instanceof Error) {
    cause = cause.originalError;
  }
  return cause;
}
async function onAttemptFailure({ error, attemptNumber, retriesConsumed, startTime, options }) {
  const abortIfNeeded = () => {
    options.signal?.throwIfAborted();
  };
  const normalizedError = error instanceof Error ? error : new TypeError(`Non-error was thrown: "${stringifyThrownValue(error)}". You should only throw errors.`);
  abortIfNeeded();
  if (normalizedError instanceof AbortError) {
    throw unwrapAbortError(normalizedError);
  }
  const retriesLeft = options.retries - retriesConsumed;
  const isRetriableError = !(normalizedError instanceof TypeError) || isNetworkError(normalizedError);
  const timeLeft = calculateRemainingTime(startTime, options.maxRetryTime);
  const delayTime = isRetriableError && timeLeft > 0 && retriesLeft > 0 ? calculateDelay(retriesConsumed, options) : 0;
  const consumeRetryContext = Object.freeze({
    error: normalizedError,
    attemptNumber,
    retriesLeft,
    retriesConsumed,
    retryDelay: delayTime
  });
  const consumeRetry = await options.shouldConsumeRetry(consumeRetryContext) ?? true;
  abortIfNeeded();
  const effectiveDelay = consumeRetry ? delayTime : 0;
  const context = Object.freeze({
    error: normalizedError,
    attemptNumber,
    retriesLeft,
    retriesConsumed,
    retryDelay: effectiveDelay
  });
  await options.onFailedAttempt(context);
  abortIfNeeded();
  const remainingTime = calculateRemainingTime(startTime, options.maxRetryTime);
  if (!isRetriableError || remainingTime <= 0 || retriesLeft <= 0) {
    throw normalizedError;
  }
  const shouldRetry = await options.shouldRetry(context);
  abortIfNeeded();
  if (!shouldRetry) {
    throw normalizedError;
  }
  const remainingTimeAfterShouldRetry = calculateRemainingTime(startTime, options.maxRetryTime);
  if (remainingTimeAfterShouldRetry <= 0) {
    throw normalizedError;
  }
  if (!consumeRetry) {
    return false;
  }
  await delayForRetry(Math.min(effectiveDelay, remainingTimeAfterShouldRetry), options);
  return true;
}
async function pRetry(input, options = {}) {
  options = { ...options };
  options.retries ??= 10;
  validateRetries(options.retries);
  if (Object.hasOwn(options, "forever")) {
    throw new Error("The `forever` option is no longer supported. For many use-cases, you can set `retries: Infinity` instead.");
  }
  options.factor ??= 2;
  options.minTimeout ??= 1e3;
  options.maxTimeout ??= Infinity;
  options.maxRetryTime ??= Infinity;
  options.randomize ??= false;
  options.onFailedAttempt ??= () => {
  };
  options.shouldRetry ??= () => true;
  options.shouldConsumeRetry ??= () => true;
  validateOption("onFailedAttempt", options.onFailedAttempt, "function");
  validateOption("shouldRetry", options.shouldRetry, "function");
  validateOption("shouldConsumeRetry", options.shouldConsumeRetry, "function");
  validateOption("randomize", options.randomize, "boolean");
  validateOption("unref", options.unref, "boolean");
  validateSignal(options.signal);
  validateNumberOption("factor", options.factor);
  validateNumberOption("minTimeout", options.minTimeout);
  validateNumberOption("maxTimeout", options.maxTimeout, { allowInfinity: true });
  validateNumberOption("maxRetryTime", options.maxRetryTime, { allowInfinity: true });
  if (options.factor === 0) {
    options.factor = 1;
  }
  options.signal?.throwIfAborted();
  let attemptNumber = 0;
  let retriesConsumed = 0;
  const startTime = performance.now();
  while (retriesConsumed <= options.retries) {
    attemptNumber++;
    try {
      options.signal?.throwIfAborted();
      const result2 = await input(attemptNumber);
      options.signal?.throwIfAborted();
      return result2;
    } catch (error) {
      if (await onAttemptFailure({
        error,
        attemptNumber,
        retriesConsumed,
        startTime,
        options
      })) {
        retriesConsumed++;
      }
    }
  }
  throw new Error("Retry attempts exhausted without throwing an error.");
}

// client/time-limit.ts
function timeLimit(ms, outer) {
  const controller = new AbortController();
  const reason = new Error(`no answer within ${ms / 1e3} s`);
  const onOuter = () => controller.abort(outer?.reason);
  const timer2 = setTimeout(() => controller.abort(reason), ms);
  if (outer?.aborted) onOuter();
  else outer?.addEventListener("abort", onOuter, { once: true });
  return {
    signal: controller.signal,
    reason,
    isOver: () => controller.signal.reason === reason,
    stopClock: () => clearTimeout(timer2),
    end() {
      clearTimeout(timer2);
      outer?.removeEventListener("abort", onOuter);
    }
  };
}

// client/transport.ts
var TIMEOUT_MS = 2e4;
var PATIENCE_MS = 15e3;
var FIRST_PAUSE_MS = 250;
var LONGEST_PAUSE_MS = 5e3;
function transport(connection) {
  const http = createClient({
    baseUrl: connection.url,
    headers: {
      accept: "application/json, */*;q=0.5",
      ...connection.key === null ? {} : { authorization: `Bearer ${connection.key}` },
      ...connection.agent ? { "x-agent-name": connection.agent } : {}
    },
    fetch: async (request3) => {
      const response = await (connection.fetch ?? fetch)(request3);
      if (!response.ok) throw await refusedBy(response);
      return response;
    }
  });
  const request2 = http.request;
  async function once({ method, path, parts, parseAs }, options, read2) {
    const limit = timeLimit(options.timeoutMs ?? TIMEOUT_MS, options.signal);
    try {
      const answer = await request2(method, path, {
        params: { path: parts.path, query: parts.query },
        body: parts.body,
        parseAs,
        signal: limit.signal,
        headers: {
          ...options.agent ? { "x-agent-name": options.agent } : {},
          ...options.idempotencyKey ? { "idempotency-key": options.idempotencyKey } : {},
          ...options.headers
        }
      });
      const result2 = read2(answer);
      if (parseAs === "stream") limit.stopClock();
      else limit.end();
      return result2;
    } catch (error) {
      limit.end();
      if (error instanceof Refused || error instanceof NotBaton) throw error;
      options.signal?.throwIfAborted();
      throw new Unreachable(connection.url, limit.isOver() ? limit.reason : error);
    }
  }
  async function send(method, path, parts = {}, options = {}) {
    const attempt = { method: method.toLowerCase(), path, parts, parseAs: "text" };
    return persist(
      options,
      () => once(attempt, options, ({ data, response }) => replyOf(response, data, connection.url))
    );
  }
  return {
    connection,
    send,
    open(path, parts, options) {
      const attempt = { method: "get", path, parts, parseAs: "stream" };
      return once(attempt, options, ({ data, response }) => {
        if (data instanceof ReadableStream) return data;
        throw new NotBaton(connection.url, response.headers.get("content-type") ?? "no body");
      });
    }
  };
}
function replyOf(response, data, url) {
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  const { status: status2 } = response;
  if (type !== "application/json") return { status: status2, type, body: data ?? "" };
  try {
    return { status: status2, type, body: JSON.parse(String(data)) };
  } catch {
    throw new NotBaton(url, "its JSON cannot be read");
  }
}
function persist(options, attempt) {
  const patienceMs = options.patienceMs ?? PATIENCE_MS;
  const until = performance.now() + patienceMs;
  return pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: FIRST_PAUSE_MS,
    maxTimeout: LONGEST_PAUSE_MS,
    maxRetryTime: patienceMs,
    randomize: true,
    signal: options.signal,
    async onFailedAttempt({ error }) {
      const waitMs = retryAfterMs(error);
      if (waitMs > 0 && performance.now() + waitMs < until) await pause(waitMs, options.signal);
    },
    shouldRetry: ({ error }) => {
      if (error instanceof Unreachable) return options.again === true;
      const isInTime = performance.now() + retryAfterMs(error) < until;
      return error instanceof Refused && error.isPassing && isInTime;
    }
  });
}
var retryAfterMs = (error) => error instanceof Refused && error.isPassing ? (error.retryAfter ?? 0) * 1e3 : 0;
function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer2);
      reject(signal?.reason);
    };
    const timer2 = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
var randomKey = () => globalThis.crypto?.randomUUID?.() ?? `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;

// client/follow.ts
var SILENCE_MS = 4e4;
var FIRST_PAUSE_MS2 = 500;
var LONGEST_PAUSE_MS2 = 3e4;
async function* followEvents(baton, options) {
  const { signal, firstPauseMs = FIRST_PAUSE_MS2 } = options;
  let position = options.since ?? null;
  let wasConnected = false;
  let failures = 0;
  const patientUntil = performance.now() + (options.patienceMs ?? 0);
  while (!signal.aborted) {
    let ended = "the stream ended";
    try {
      for await (const message of oneConnection(baton, options, position)) {
        const frame = readFrame(message);
        if (frame.type === "connected") {
          position ??= frame.id;
          yield { kind: "connected", id: position ?? "0", again: wasConnected };
          wasConnected = true;
          failures = 0;
        } else if (frame.type === "closed" || frame.type === "reset") {
          if (frame.reason === "history_removed") {
            const { message: why, json } = frame;
            yield { kind: "gap", after: position ?? "0", message: why, json };
          } else ended = frame.message;
        } else if (frame.type === "tick") {
          if (frame.id === null || isKnown(frame.id, position)) continue;
          position = frame.id;
          yield { kind: "position", id: frame.id };
        } else {
          if (frame.id !== null && isKnown(frame.id, position)) continue;
          yield { kind: "event", id: frame.id, type: frame.type, json: frame.json };
          position = frame.id ?? position;
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      const isPassing = error instanceof Unreachable || error instanceof Refused && error.isPassing;
      if (!isPassing || !wasConnected && performance.now() >= patientUntil) throw error;
      ended = error.message;
    }
    if (signal.aborted) return;
    const retryInMs = Math.min(LONGEST_PAUSE_MS2, firstPauseMs * 2 ** failures);
    failures++;
    yield { kind: "lost", message: ended, retryInMs };
    await pause(retryInMs, signal).catch(() => void 0);
  }
}
async function* oneConnection(baton, options, position) {
  const { signal, types, projectId, taskId: taskId2, silenceMs = SILENCE_MS } = options;
  const silent = new AbortController();
  const stop = () => silent.abort(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  let watch3;
  const listen = () => {
    clearTimeout(watch3);
    watch3 = setTimeout(
      () => silent.abort(new Unreachable(baton.connection.url, `silent for ${silenceMs} ms`)),
      silenceMs
    );
  };
  try {
    const query = {
      types: types?.join(","),
      project_id: projectId,
      task_id: taskId2,
      ticks: "true"
    };
    const headers = { accept: "text/event-stream" };
    if (position !== null) headers["last-event-id"] = position;
    const body = await baton.open("/api/events", { query }, { headers, signal: silent.signal });
    let heard = [];
    const parser = createParser({ onEvent: (message) => heard.push(message) });
    const decoder = new TextDecoder();
    listen();
    for await (const chunk of piecesOf(body, silent.signal)) {
      clearTimeout(watch3);
      parser.feed(decoder.decode(chunk, { stream: true }));
      yield* heard;
      heard = [];
      listen();
    }
    silent.signal.throwIfAborted();
  } catch (error) {
    if (silent.signal.reason instanceof Unreachable) throw silent.signal.reason;
    if (error instanceof Refused || error instanceof NotBaton || error instanceof Unreachable)
      throw error;
    throw new Unreachable(baton.connection.url, error);
  } finally {
    clearTimeout(watch3);
    signal.removeEventListener("abort", stop);
    silent.abort();
  }
}
async function* piecesOf(body, signal) {
  const reader = body.getReader();
  const end = () => void reader.cancel(signal.reason).catch(() => void 0);
  signal.addEventListener("abort", end, { once: true });
  try {
    for (let read2 = await reader.read(); !read2.done; read2 = await reader.read()) yield read2.value;
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
}
function readFrame({ id, data }) {
  const read2 = JSON.parse(data);
  const { reason = "", message = reason } = read2.data ?? {};
  return { id: id ?? null, type: read2.type, json: data, reason, message };
}
var isKnown = (id, position) => position !== null && Number(id) <= Number(position);

// cli/failure.ts
var EXIT = {
  done: 0,
  /** A defect of this program. */
  failed: 1,
  /** Wrong usage, or a request that Baton refuses as it stands: a field, a conflict, something that is not there. */
  usage: 2,
  /** No key, or one that does not work. */
  unauthenticated: 3,
  /** The key may not do this. */
  forbidden: 4,
  /** Baton does not answer. */
  network: 5,
  /** Baton answers that it cannot now, or failed. */
  server: 6,
  /** Stopped with Ctrl-C. */
  interrupted: 130
};
var Failure = class extends Error {
  exitCode;
  code;
  fix;
  retryable;
  problems;
  requestId;
  constructor(message, options = {}) {
    super(message, { cause: options.cause });
    this.name = "Failure";
    this.exitCode = options.exitCode ?? EXIT.failed;
    this.code = options.code ?? (this.exitCode === EXIT.usage ? "usage" : "failed");
    this.fix = options.fix;
    this.retryable = options.retryable ?? false;
    this.problems = options.problems;
    this.requestId = options.requestId;
  }
};
var usage = (message, fix) => new Failure(message, { exitCode: EXIT.usage, fix });

// cli/sdk/errors.ts
var BatonError = class extends Error {
  /** A word for programs: Baton's own, such as `conflict`, or `network`, `timeout`, `not_baton`, `usage`. */
  code;
  /** The HTTP status; null where Baton gave no answer. */
  status;
  /** Whether the same call may succeed later. */
  retryable;
  /** What to do about it, in a sentence. */
  fix;
  /** The request's id in Baton's log. */
  requestId;
  /** The fields that break a rule, each with its rule. */
  problems;
  constructor(message, details) {
    super(message, { cause: details.cause });
    this.name = "BatonError";
    this.code = details.code;
    this.status = details.status ?? null;
    this.retryable = details.retryable ?? false;
    this.fix = details.fix;
    this.requestId = details.requestId;
    this.problems = details.problems ?? [];
  }
};
var TurnError = class extends BatonError {
  run;
  constructor(run) {
    const { agent: agent2, outcome, error, error_class: kind } = run;
    super(`${agent2}: ${error ?? `its turn ended as ${outcome}`}`, {
      code: kind ?? outcome ?? "failed",
      retryable: PASSING2.includes(kind ?? "") || outcome === "lost"
    });
    this.name = "TurnError";
    this.run = run;
  }
};
var PASSING2 = ["rate_limited", "overloaded", "network", "timeout"];
var WorkflowError = class extends BatonError {
  run;
  /** The stage that failed first; null if none did. */
  stage;
  constructor(run) {
    const failed = run.stages.find(({ state }) => state === "failed");
    const stage = run.failed_stage ?? failed?.name ?? null;
    const why = run.error ?? failed?.error ?? failed?.reason ?? "no reason was given";
    const isOpen = run.status === "running";
    const how = isOpen ? "is still running" : run.status;
    super(`${run.workflow} ${how}${stage ? ` at ${stage}` : ""}${isOpen ? "" : `: ${why}`}`, {
      code: isOpen ? "timeout" : run.status,
      retryable: isOpen,
      fix: isOpen ? `wait on: awaitWorkflow(${run.id})` : `retryWorkflow(${run.id}, "${stage ?? "STAGE"}") when that is put right`
    });
    this.name = "WorkflowError";
    this.run = run;
    this.stage = stage;
  }
};

// cli/sdk/refusals.ts
function asBatonError(error) {
  if (error instanceof Unreachable) {
    return new BatonError(error.message, {
      code: error.why.startsWith("no answer within") ? "timeout" : "network",
      retryable: true,
      fix: "start Baton, or say where it is with connect({ url }) or MC_URL",
      cause: error
    });
  }
  if (error instanceof NotBaton) {
    const fix = "check that url, or MC_URL, is the address of Baton";
    return new BatonError(error.message, { code: "not_baton", fix, cause: error });
  }
  if (error instanceof Failure) {
    const { code, fix } = error;
    return new BatonError(error.message, { code, fix, cause: error });
  }
  if (!(error instanceof Refused)) return error;
  const { status: status2, problem, isPassing } = error;
  return new BatonError(error.message, {
    code: error.code,
    status: status2,
    retryable: isPassing,
    fix: problem.fix ?? (status2 === 401 ? "give connect({ key }), or set MC_API_KEY; `mc init` saves one" : void 0),
    requestId: problem.request_id,
    problems: problem.problems,
    cause: error
  });
}
function namesIn(given, call) {
  if (Array.isArray(given) && given.every((name) => typeof name === "string")) return given;
  const said = typeof given === "string" ? `"${given}"` : String(given);
  const example = typeof given === "string" && given !== "" ? given : "impl";
  throw misuse(
    `${call} takes a list of agents' names, not ${said}`,
    `write the name in brackets: ["${example}"]`
  );
}
var misuse = (message, fix) => new BatonError(message, { code: "usage", fix });

// cli/sdk/wait.ts
var WAIT_SECONDS = 50;
var PATIENCE_MS2 = 10 * 6e4;
async function waitFor(ask2, isEnough, { signal, within = Number.POSITIVE_INFINITY }) {
  const until = performance.now() + within;
  for (; ; ) {
    signal?.throwIfAborted();
    const left = Math.max(0, (until - performance.now()) / 1e3);
    const wait = Math.min(WAIT_SECONDS, Math.ceil(left));
    const answer = await ask2(String(wait), {
      signal,
      requestTimeout: (wait + 15) * 1e3,
      patience: Math.min(PATIENCE_MS2, left * 1e3 + 3e4)
    });
    if (isEnough(answer) || performance.now() >= until) return answer;
  }
}
async function untilTold(link, { types, taskId: taskId2 }, read2, isEnough, { signal = link.signal(), within } = {}) {
  const end = new AbortController();
  const stop = () => end.abort(signal?.reason);
  signal?.throwIfAborted();
  signal?.addEventListener("abort", stop, { once: true });
  const timer2 = within === void 0 ? void 0 : setTimeout(stop, within);
  let now;
  try {
    now = await read2(end.signal);
    if (isEnough(now)) return now;
    const transport2 = await link.transport();
    const options = { types, taskId: taskId2, signal: end.signal, patienceMs: PATIENCE_MS2 };
    for await (const heard of followEvents(transport2, options)) {
      if (heard.kind !== "event" && heard.kind !== "connected") continue;
      now = await read2(end.signal);
      if (isEnough(now)) return now;
    }
  } catch (error) {
    if (!end.signal.aborted) throw asBatonError(error);
  } finally {
    clearTimeout(timer2);
    signal?.removeEventListener("abort", stop);
    end.abort();
  }
  signal?.throwIfAborted();
  return now ?? read2(AbortSignal.timeout(3e4));
}

// cli/sdk/board.ts
var RESTING = ["done", "failed", "cancelled", "blocked"];
function boardOf(link) {
  const inProject = async (options) => ({
    project_id: await link.projectId(options)
  });
  const queryOf = async (options) => {
    const { project_id } = await inProject(options);
    return project_id === void 0 ? {} : { project_id: String(project_id) };
  };
  async function items(query, options) {
    const all = [];
    let cursor;
    do {
      const page = { query: { ...query, ...await queryOf(options), cursor } };
      const answer = await link.request("GET", "/api/work", page, options);
      all.push(...answer.items);
      cursor = answer.next_cursor ?? void 0;
    } while (cursor !== void 0);
    return all;
  }
  const item = async (id, options) => {
    const input = { path: { id }, query: await queryOf(options) };
    return (await link.request("GET", "/api/work/{id}", input, options)).item;
  };
  async function put2(id, title, options = {}) {
    const fields = { ...itemFields(options), ...await inProject(options) };
    return (await link.post("/api/work", { body: { id, title, ...fields } }, options)).item;
  }
  return {
    work: put2,
    board: ({ status: status2, type, claimedBy, ...options } = {}) => {
      const states = typeof status2 === "string" ? status2 : status2?.join(",");
      return items({ status: states, type, claimed_by: claimedBy }, options);
    },
    workItem: item,
    async awaitWork(ids, options = {}) {
      const all = await items({}, { signal: options.signal });
      const open = all.filter(({ status: status2 }) => !RESTING.includes(status2)).map(({ id }) => id);
      const wanted = ids ?? open;
      const read2 = (signal) => Promise.all(wanted.map((id) => item(id, { signal })));
      const areResting = (found) => found.every(({ status: status2 }) => RESTING.includes(status2));
      return untilTold(link, { types: ["task"] }, read2, areResting, options);
    },
    async claim(id, agent2, options) {
      const body = { agent: agent2, ...await inProject(options) };
      return (await link.post("/api/work/{id}/claim", { path: { id }, body }, options)).item;
    },
    async start(id, options) {
      const body = await inProject(options);
      return (await link.post("/api/work/{id}/start", { path: { id }, body }, options)).item;
    },
    async complete(id, result2, options) {
      const body = { result: result2, ...await inProject(options) };
      return (await link.post("/api/work/{id}/complete", { path: { id }, body }, options)).item;
    },
    async fail(id, error, options) {
      const body = { error, ...await inProject(options) };
      return (await link.post("/api/work/{id}/fail", { path: { id }, body }, options)).item;
    },
    async cancelWork(id, reason, options) {
      const body = { reason, ...await inProject(options) };
      return (await link.post("/api/work/{id}/cancel", { path: { id }, body }, options)).item;
    },
    async reopen(id, options) {
      const body = await inProject(options);
      return (await link.post("/api/work/{id}/reopen", { path: { id }, body }, options)).item;
    },
    async workFromResult(agent2, id, options = {}) {
      const { title, spec: _, ...others } = options;
      const fields = { ...itemFields(others), ...await inProject(options) };
      const body = { agent: agent2, id, title, ...fields };
      return (await link.post("/api/work/from-result", { body }, options)).item;
    }
  };
}
function itemFields(options) {
  const { type, spec, priority } = options;
  const depends = options.dependsOn ?? options.depends_on;
  const assigned = options.assignedTo ?? options.assigned_to;
  return wireFields({
    type,
    spec,
    priority,
    depends_on: depends && [...depends],
    assigned_to: assigned
  });
}

// cli/sdk/platform.ts
function environment() {
  try {
    const { process: process2 } = globalThis;
    return { ...process2?.env };
  } catch {
    return {};
  }
}
var hasSystem = () => typeof globalThis.process?.versions?.node === "string";
var builtin = (name) => import(
  /* webpackIgnore: true */
  /* @vite-ignore */
  name
);

// cli/settings.ts
var DEFAULT_URL = "http://127.0.0.1:3000";
function readSettings(options, env = process.env, profiles2 = {}) {
  const { named, saved } = profiles2;
  const pick = (option, name, ...variables) => {
    const set = variables.map((variable) => env[variable]?.trim()).find(Boolean);
    return option?.trim() || named?.[name] || set || saved?.[name] || null;
  };
  const url = pick(options.url, "url", "MC_URL", "BATON_URL") ?? DEFAULT_URL;
  const isElsewhere = saved?.url !== void 0 && addressOf(url) !== addressOf(saved.url);
  const own = isElsewhere ? { named } : { named, saved };
  return {
    url: addressOf(url),
    key: sendable(
      options.key?.trim() || own.named?.key || env.MC_API_KEY?.trim() || own.saved?.key || null
    ),
    project: pick(options.project, "project", "MC_PROJECT"),
    agent: pick(options.agent, "agent", "MC_AGENT")
  };
}
function sendable(key) {
  if (key === null || /^[\x21-\x7e]+$/.test(key)) return key;
  throw usage(
    "the API key has characters that no key has",
    "set it to one line of letters and digits"
  );
}
function addressOf(text) {
  const address = /^https?:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(address)) {
    throw usage(`"${text}" is not an address`, `give the address of Baton, such as ${DEFAULT_URL}`);
  }
  return address.replace(/\/+$/, "");
}

// cli/sdk/settings.ts
var NAME = /^(?!\.)[\w.-]{1,60}$/;
async function settingsFor(options) {
  const { url, key, project, agent: agent2 } = options;
  const env = environment();
  const name = options.profile ?? (env.MC_PROFILE?.trim() || void 0);
  const named = name === void 0 ? void 0 : await readProfile(name, env);
  if (named === null)
    throw misuse(`there is no profile "${name}"`, `make it: mc init --profile ${name}`);
  const isComplete = url !== void 0 && key !== void 0;
  const saved = name === void 0 && !isComplete ? await readProfile("default", env) : null;
  return readSettings(
    { url: url ?? (hasSystem() ? void 0 : pageOrigin()), key, project, agent: agent2 },
    env,
    { named, saved: saved ?? void 0 }
  );
}
function pageOrigin() {
  const { location } = globalThis;
  return location?.origin?.startsWith("http") ? location.origin : void 0;
}
var hasProfile = async (name) => NAME.test(name) && await readProfile(name, environment()) !== null;
async function readProfile(name, env) {
  if (!hasSystem()) return null;
  if (!NAME.test(name))
    throw misuse(`"${name}" is no name for a profile`, "use letters, digits, dots and dashes");
  let text;
  try {
    const [fs, os, path] = await Promise.all([
      builtin("node:fs"),
      builtin("node:os"),
      builtin("node:path")
    ]);
    const config = env.XDG_CONFIG_HOME?.trim() || path.join(os.homedir(), ".config");
    text = fs.readFileSync(path.join(config, "baton", `${name}.json`), "utf8");
  } catch {
    return null;
  }
  return profileIn(text, name);
}
function profileIn(text, name) {
  try {
    const read2 = JSON.parse(text);
    if (typeof read2 !== "object" || read2 === null) throw new Error("not an object");
    return Object.fromEntries(
      Object.entries(read2).filter(([, value]) => typeof value === "string" && value !== "")
    );
  } catch {
    throw misuse(
      `the profile "${name}" cannot be read`,
      `write it anew: mc init --profile ${name}`
    );
  }
}

// cli/sdk/board-worker.ts
var BESIDE = "../../../scripts/mc-cli.cjs";
async function startBoardWorker(link, team, name, type, options) {
  if (!hasSystem())
    throw misuse("a browser cannot run a worker", "start it with `mc worker` on a machine");
  const { url, key } = await link.settings();
  const own = await profileWords(team, name, options);
  const words = [await commandLine(options), "worker", "--json", "--with-parent"];
  words.push("--name", name, "--type", type, ...own, ...optionWords(options));
  const { spawn } = await builtin("node:child_process");
  const { execPath } = globalThis.process;
  options.signal?.throwIfAborted();
  const child = spawn(execPath, words, {
    // Next's types want a NODE_ENV, which Node does not.
    env: { ...environment(), MC_URL: url, MC_API_KEY: key ?? "" },
    stdio: ["pipe", "pipe", "pipe"]
  });
  return running(child, name, type, options);
}
async function profileWords(team, name, { profile: profile2, signal }) {
  if (profile2 === void 0) return [];
  const isHere = await hasProfile(profile2);
  await team.fromProfile(profile2, name, { signal }).catch((error) => {
    if (!(isHere && error instanceof BatonError && error.code === "not_found")) throw error;
  });
  return isHere ? ["--profile", profile2] : [];
}
async function commandLine({ mc }) {
  const [fs, url] = await Promise.all([builtin("node:fs"), builtin("node:url")]);
  const here = import.meta.url;
  const named = mc ?? environment().MC_CLI ?? (here && url.fileURLToPath(new URL(BESIDE, here)));
  if (named && fs.existsSync(named)) return named;
  throw misuse(
    `the command line is not at ${named ?? "its place"}`,
    "say where mc-cli.cjs is: boardWorker(name, type, { mc })"
  );
}
function optionWords(options) {
  const { interval, timeout, worktree, tools, env = [], args = [] } = options;
  const seconds = { interval, timeout };
  return [
    ...Object.entries(seconds).flatMap(
      ([option, ms]) => ms === void 0 ? [] : [`--${option}`, String(ms / 1e3)]
    ),
    ...PLAIN.flatMap((option) => {
      const value = options[option];
      const flag = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return value === void 0 ? [] : [`--${flag}`, String(value)];
    }),
    ...worktree ? ["--worktree"] : [],
    ...tools ? ["--tools"] : [],
    ...env.length > 0 ? ["--env", ...env] : [],
    ...args
  ];
}
var PLAIN = [
  "repo",
  "backend",
  "command",
  "endpoint",
  "program",
  "model",
  "instructions",
  "concurrency",
  "base",
  "init",
  "permissionMode",
  "sandbox",
  "maxTurns"
];
async function running(child, name, type, { signal, onNote }) {
  const { createInterface } = await builtin("node:readline");
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    said = (said + text).slice(-4e3);
  });
  const ended = new Promise((resolve) => {
    child.once("close", (code) => resolve(code ?? 1));
    child.once("error", () => resolve(1));
  });
  const stop = ({ now = false } = {}) => {
    child.kill(now ? "SIGQUIT" : "SIGTERM");
    return ended;
  };
  const onAbort = () => void stop();
  signal?.addEventListener("abort", onAbort, { once: true });
  void ended.then(() => signal?.removeEventListener("abort", onAbort));
  await new Promise((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on("line", (line) => {
        const note = noteIn(line);
        if (!note) return;
        onNote?.(note);
        if (note.event === "started") resolve();
      });
    void ended.then(
      (code) => reject(signal?.aborted ? signal.reason : failureOf(name, code, said))
    );
  });
  return { name, type, pid: child.pid, ended, stop };
}
function noteIn(line) {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
function failureOf(name, code, said) {
  const last = said.trim().split("\n").at(-1) ?? "";
  try {
    const failure = JSON.parse(last);
    return new BatonError(failure.message, { code: failure.code, fix: failure.fix });
  } catch {
    return new BatonError(`the worker ${name} ended with ${code}: ${last}`, { code: "failed" });
  }
}

// cli/sdk/link.ts
var PATIENCE_MS3 = 3e4;
function linkTo(options, signal = () => void 0) {
  let opened;
  let project;
  const open = () => {
    opened ??= settingsFor(options).then((settings) => ({
      settings,
      transport: transport({ ...settings, fetch: options.fetch })
    }));
    opened.catch(() => {
      opened = void 0;
    });
    return opened;
  };
  const request2 = async (method, path, input, given = {}) => {
    try {
      const { transport: transport2 } = await open();
      const parts = partsOf(input);
      const sending = sendingOf(method, { ...given, signal: given.signal ?? signal() }, options);
      const reply = await transport2.send(method, path, parts, sending);
      if (typeof reply.body !== "object") throw new NotBaton(transport2.connection.url, reply.type);
      return reply.body;
    } catch (error) {
      throw asBatonError(error);
    }
  };
  return {
    signal,
    request: request2,
    post: (path, input, given) => request2("POST", path, input, {
      ...given,
      idempotencyKey: given?.idempotencyKey ?? randomKey()
    }),
    settings: () => open().then(({ settings }) => settings, rethrown),
    transport: () => open().then(({ transport: transport2 }) => transport2, rethrown),
    async projectId(given) {
      const { settings } = await open().catch(rethrown);
      if (settings.project === null) return void 0;
      if (/^\d{1,9}$/.test(settings.project)) return Number(settings.project);
      const input = { path: { id: settings.project } };
      project ??= request2("GET", "/api/projects/{id}", input, given).then(
        (answer) => answer.project.id
      );
      project.catch(() => {
        project = void 0;
      });
      return project;
    }
  };
}
function rethrown(error) {
  throw asBatonError(error);
}
function partsOf({ path, query, body }) {
  const entries = Object.entries(path ?? {}).map(([name, value]) => [name, String(value)]);
  return { path: Object.fromEntries(entries), query, body };
}
function sendingOf(method, given, defaults) {
  return {
    signal: given.signal,
    timeoutMs: given.requestTimeout ?? defaults.requestTimeout,
    patienceMs: given.patience ?? defaults.patience ?? PATIENCE_MS3,
    idempotencyKey: method === "POST" ? given.idempotencyKey ?? randomKey() : void 0,
    again: method === "GET" || method === "PUT" || given.idempotencyKey !== void 0
  };
}

// cli/sdk/pace.ts
function paceOf(link, runs2) {
  return {
    async every(agent2, prompt, { interval, ...options }) {
      const seconds = secondsOf(interval);
      const body = { agent: agent2, prompt, seconds, project_id: await link.projectId(options) };
      return (await link.post("/api/schedules/every", { body }, options)).schedule;
    },
    async cancel(target, reason, options) {
      if (typeof target === "number") await runs2.cancel(target, reason, options);
      else {
        const project = await link.projectId(options);
        const project_id = project === void 0 ? void 0 : String(project);
        const query = { agent: target, project_id };
        await link.request("DELETE", "/api/schedules/every", { query }, options);
      }
    }
  };
}

// cli/sdk/person.ts
function personOf(link) {
  const requestNow = async (id, wait, sending) => (await link.request(
    "GET",
    "/api/requests/{id}",
    { path: { id: String(id) }, query: { wait } },
    sending
  )).request;
  return {
    async ask(title, options = {}) {
      const { signal, within, idempotencyKey } = options;
      const input = { path: { id: String(runOf(options)) }, body: questionOf(title, options) };
      const asked = await link.post("/api/runs/{id}/requests", input, { signal, idempotencyKey });
      const { id } = asked.request;
      const request2 = isOver(asked.request) ? asked.request : await waitFor((wait, sending) => requestNow(id, wait, sending), isOver, {
        signal,
        within
      });
      return answerOf(request2);
    },
    requests: async (query = {}, options) => (await link.request("GET", "/api/requests", { query }, options)).requests,
    async answer(id, answer, options) {
      const body = typeof answer === "string" ? { option: answer } : answer;
      const input = { path: { id: String(id) }, body };
      return (await link.post("/api/requests/{id}/answer", input, options)).request;
    },
    async withdraw(id, reason, options) {
      const input = { path: { id: String(id) }, body: { reason } };
      return (await link.post("/api/requests/{id}/withdraw", input, options)).request;
    }
  };
}
var isOver = ({ state }) => state !== "open";
function runOf({ run }) {
  const named = run ?? Number(environment().MC_RUN);
  if (Number.isInteger(named) && named > 0) return named;
  throw misuse(
    "person.ask asks on behalf of a run, and there is none",
    "call it in a program that a worker started, or name one: person.ask(title, { run })"
  );
}
function questionOf(title, options) {
  const { body, kind, proposed, tool, deadline } = options;
  return {
    title,
    body,
    kind,
    proposed,
    tool,
    arguments: options.arguments,
    options: options.options && [...options.options],
    may_answer: options.mayAnswer && [...options.mayAnswer],
    deadline_seconds: deadline === void 0 ? void 0 : Math.ceil(deadline / 1e3),
    on_deadline: options.onDeadline
  };
}
function answerOf(request2) {
  const { state, answer, closed_by: by } = request2;
  if (state === "open")
    throw new BatonError(`nobody has answered "${request2.title}" yet`, {
      code: "timeout",
      retryable: true,
      fix: "ask again: it is the same request while it is open"
    });
  const { option = null, label = null, text = null } = answer ?? {};
  return { state, option, label, text, by, request: request2, toString: () => label ?? text ?? "" };
}

// cli/sdk/watch.ts
var FIRST_PATIENCE_MS = 3e4;
function watch(link, options = {}) {
  return stoppable(options.signal ?? link.signal(), (signal) => read(link, options, signal));
}
async function* read(link, { types, task, since, onGap, onLost }, signal) {
  try {
    const transport2 = await link.transport();
    const following = followEvents(transport2, {
      types: types && [...types],
      projectId: await link.projectId({ signal }),
      taskId: task === void 0 ? void 0 : await taskId(link, task, signal),
      since: since === void 0 ? void 0 : String(since),
      signal,
      patienceMs: FIRST_PATIENCE_MS
    });
    for await (const heard of following) {
      if (heard.kind === "event") yield JSON.parse(heard.json);
      else if (heard.kind === "lost") onLost?.(heard.message, heard.retryInMs);
      else if (heard.kind === "gap") {
        if (!onGap) throw historyRemoved(heard.after);
        onGap(heard.after);
      }
    }
  } catch (error) {
    throw asBatonError(error);
  }
}
var historyRemoved = (after) => new BatonError(`events after ${after} are no longer kept, so some are missing`, {
  code: "history_removed",
  fix: "read what you need again and watch from now, or give watch an onGap"
});
async function taskId(link, task, signal) {
  if (/^\d+$/.test(String(task))) return Number(task);
  const input = { path: { id: String(task) } };
  return (await link.request("GET", "/api/tasks/{id}", input, { signal })).task.id;
}
function stoppable(outer, read2) {
  const own = new AbortController();
  const stop = () => own.abort(outer?.reason);
  if (outer?.aborted) stop();
  else outer?.addEventListener("abort", stop, { once: true });
  const generator = read2(own.signal);
  let isLeft = false;
  const leave = () => {
    isLeft = true;
    outer?.removeEventListener("abort", stop);
    own.abort();
  };
  return {
    async next() {
      if (isLeft) return { done: true, value: void 0 };
      try {
        const result2 = await generator.next();
        if (result2.done) {
          if (!isLeft) outer?.throwIfAborted();
          leave();
        }
        return result2;
      } catch (error) {
        if (isLeft) return { done: true, value: void 0 };
        leave();
        throw error;
      }
    },
    async return() {
      leave();
      await generator.return(void 0).catch(() => void 0);
      return { done: true, value: void 0 };
    },
    [Symbol.asyncIterator]() {
      return this;
    }
  };
}

// cli/sdk/runs.ts
function runsOf(link) {
  const bells = new RunBells(link);
  const runs2 = {
    get: async (id, options) => (await link.request("GET", "/api/runs/{id}", { path: { id: String(id) } }, options)).run,
    list: async (query = {}, options) => (await link.request("GET", "/api/runs", { query }, options)).runs,
    wait: (id, options = {}) => waitFor(
      async (wait, sending) => {
        const input = { path: { id: String(id) }, query: { wait } };
        return (await link.request("GET", "/api/runs/{id}", input, sending)).run;
      },
      hasEnded,
      options
    ),
    subscribe: (id, { signal } = {}) => stoppable(signal ?? link.signal(), (own) => newsOf(link, bells, runs2, id, own)),
    cancel: async (id, reason, options) => {
      const input = { path: { id: String(id) }, body: { reason } };
      return (await link.post("/api/runs/{id}/cancel", input, options)).run;
    }
  };
  return runs2;
}
var hasEnded = (run) => run.outcome !== null;
async function* newsOf(link, bells, runs2, id, signal) {
  const bell = bells.listen(id, signal);
  let after = 0;
  let said = "";
  let state = null;
  try {
    await bell.wait();
    for (; ; ) {
      const run = bell.takeChanged() ? await runs2.get(id, { signal }) : null;
      if (run && hasEnded(run)) {
        const rest = unsaid(run.output, said);
        if (rest !== "") yield { type: "chunk", seq: after + 1, kind: "text", data: rest };
        yield { type: "ended", run };
        return;
      }
      if (run && run.state !== state) {
        state = run.state;
        yield { type: "state", state, run };
      }
      const input = { path: { id: String(id) }, query: { after_seq: String(after) } };
      const read2 = await link.request("GET", "/api/runs/{id}/chunks", input, { signal });
      for (const { seq, kind, data } of read2.chunks) {
        after = seq;
        if (kind === "text") said += data;
        yield { type: "chunk", seq, kind, data };
      }
      if (!read2.is_open) bell.change();
      await bell.wait();
    }
  } catch (error) {
    if (signal.aborted) return;
    throw error;
  } finally {
    bell.release();
  }
}
var unsaid = (output, said) => output?.startsWith(said) ? output.slice(said.length) : "";
var RunBells = class {
  #link;
  #bells = /* @__PURE__ */ new Map();
  #stream = null;
  constructor(link) {
    this.#link = link;
  }
  listen(run, signal) {
    const bells = this.#bells.get(run) ?? /* @__PURE__ */ new Set();
    this.#bells.set(run, bells);
    const bell = new RunBell(signal, () => {
      bells.delete(bell);
      if (bells.size === 0) this.#bells.delete(run);
      if (this.#bells.size > 0) return;
      this.#stream?.abort();
      this.#stream = null;
    });
    bells.add(bell);
    if (this.#stream) bell.change();
    else this.#open();
    return bell;
  }
  #open() {
    const stream = new AbortController();
    this.#stream = stream;
    void this.#read(stream.signal).catch((error) => {
      if (this.#stream !== stream) return;
      this.#stream = null;
      for (const bell of this.#all()) bell.fail(asBatonError(error));
    });
  }
  async #read(signal) {
    const transport2 = await this.#link.transport();
    const options = { types: ["run", "request"], signal, patienceMs: FIRST_PATIENCE_MS };
    for await (const heard of followEvents(transport2, options)) {
      if (heard.kind === "connected") for (const bell of this.#all()) bell.change();
      if (heard.kind !== "event") continue;
      const { run_id: run, type } = JSON.parse(heard.json);
      for (const bell of this.#bells.get(run ?? 0) ?? []) {
        if (type === "run.output") bell.ring();
        else bell.change();
      }
    }
  }
  #all() {
    return [...this.#bells.values()].flatMap((bells) => [...bells]);
  }
};
var RunBell = class {
  #rung = false;
  #changed = false;
  #failure = null;
  #wake = () => void 0;
  #signal;
  #onRelease;
  #onAbort = () => this.#wake();
  constructor(signal, onRelease) {
    this.#signal = signal;
    this.#onRelease = onRelease;
    signal.addEventListener("abort", this.#onAbort, { once: true });
  }
  ring() {
    this.#rung = true;
    this.#wake();
  }
  change() {
    this.#changed = true;
    this.ring();
  }
  fail(error) {
    this.#failure = { error };
    this.#wake();
  }
  takeChanged() {
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }
  async wait() {
    if (!this.#rung && !this.#failure && !this.#signal.aborted)
      await new Promise((resolve) => {
        this.#wake = resolve;
      });
    this.#rung = false;
    if (this.#failure) throw this.#failure.error;
    this.#signal.throwIfAborted();
  }
  release() {
    this.#signal.removeEventListener("abort", this.#onAbort);
    this.#onRelease();
  }
};

// cli/sdk/tasks.ts
var OVER = ["done", "failed", "cancelled"];
function tasksOf(link) {
  const at = (task) => ({ id: String(task) });
  const tasks2 = {
    async create(task, options) {
      const project_id = task.project_id ?? await link.projectId(options);
      return (await link.post("/api/tasks", { body: { ...task, project_id } }, options)).task;
    },
    get: async (task, options) => (await link.request("GET", "/api/tasks/{id}", { path: at(task) }, options)).task,
    async list(query = {}, options) {
      const own = await link.projectId(options);
      const project_id = query.project_id ?? (own === void 0 ? void 0 : String(own));
      const page = { query: { ...query, project_id } };
      const answer = await link.request("GET", "/api/tasks", page, options);
      return { tasks: answer.tasks, total: answer.total, nextCursor: answer.next_cursor };
    },
    update: async (task, body, options) => (await link.request("PATCH", "/api/tasks/{id}", { path: at(task), body }, options)).task,
    async comment(task, content, options) {
      await link.post("/api/tasks/{id}/comments", { path: at(task), body: { content } }, options);
    },
    async complete(task, resolution, options) {
      const input = { path: at(task), body: { resolution } };
      return (await link.post("/api/tasks/{id}/complete", input, options)).task;
    },
    async fail(task, error, options) {
      const input = { path: at(task), body: { error } };
      return (await link.post("/api/tasks/{id}/fail", input, options)).task;
    },
    async cancel(task, reason, options) {
      const input = { path: at(task), body: { reason } };
      return (await link.post("/api/tasks/{id}/cancel", input, options)).task;
    },
    async wait(task, options = {}) {
      const first2 = await tasks2.get(task, { signal: options.signal });
      const following = { types: ["task"], taskId: first2.id };
      const read2 = (signal) => tasks2.get(first2.id, { signal });
      return untilTold(link, following, read2, ({ status: status2 }) => OVER.includes(status2), options);
    }
  };
  return tasks2;
}

// cli/sdk/team.ts
function teamOf(link) {
  const queryOf = async (options) => {
    const id = await link.projectId(options);
    return id === void 0 ? {} : { project_id: String(id) };
  };
  return {
    async agent(name, role, options = {}) {
      const body = agentFields(role, options);
      try {
        const made = { name, role: "agent", ...body };
        return (await link.post("/api/agents", { body: made }, options)).agent;
      } catch (error) {
        if (!isTaken(error)) throw error;
        const input = { path: { id: name }, body };
        return (await link.request("PATCH", "/api/agents/{id}", input, options)).agent;
      }
    },
    agents: async (options) => (await link.request("GET", "/api/agents", { query: { limit: "500" } }, options)).agents.map(
      ({ name }) => name
    ),
    async profile(name, role, options = {}) {
      const fields = { role, ...wireFields(options) };
      const project_id = await link.projectId(options);
      try {
        const body = { name, ...fields, project_id };
        return (await link.post("/api/profiles", { body }, options)).profile;
      } catch (error) {
        if (!isTaken(error)) throw error;
        const input = { path: { name }, query: await queryOf(options), body: fields };
        return (await link.request("PUT", "/api/profiles/{name}", input, options)).profile;
      }
    },
    async profiles(options) {
      const query = await queryOf(options);
      return (await link.request("GET", "/api/profiles", { query }, options)).profiles;
    },
    async fromProfile(profile2, name, overrides = {}) {
      const input = {
        path: { name: profile2 },
        query: await queryOf(overrides),
        body: { name, ...wireFields(overrides) }
      };
      return (await link.post("/api/profiles/{name}/agents", input, overrides)).agent;
    }
  };
}
var isTaken = (error) => error instanceof BatonError && error.status === 409 && error.code === "conflict";
function agentFields(role, options) {
  const { runtime, budget_usd, daily_budget_usd, max_capacity, ...config } = wireFields(options);
  const own = { runtime, budget_usd, daily_budget_usd, max_capacity };
  const given = Object.entries(own).filter(([, value]) => value !== void 0);
  return { soul_content: role, config, ...Object.fromEntries(given) };
}
function storeOf(link) {
  const queryOf = async (options) => {
    const id = await link.projectId(options);
    return id === void 0 ? {} : { project_id: String(id) };
  };
  const store2 = {
    async put(key, value, { version, ...options } = {}) {
      const input = { path: { key }, query: await queryOf(options), body: { value, version } };
      return (await link.request("PUT", "/api/store/{key}", input, options)).entry;
    },
    async get(key, fallback, options) {
      try {
        const input = { path: { key }, query: await queryOf(options) };
        return (await link.request("GET", "/api/store/{key}", input, options)).entry.value;
      } catch (error) {
        if (error instanceof BatonError && error.code === "not_found") return fallback;
        throw error;
      }
    },
    async store({ prefix, ...options } = {}) {
      const query = { prefix, ...await queryOf(options) };
      const all = [];
      let cursor;
      do {
        const page = { query: { ...query, cursor } };
        const answer = await link.request("GET", "/api/store", page, options);
        all.push(...answer.entries);
        cursor = answer.next_cursor ?? void 0;
      } while (cursor !== void 0);
      return all;
    },
    storeKeys: async (options) => (await store2.store(options)).map(({ key }) => key),
    async storeDelete(key, options) {
      const input = { path: { key }, query: await queryOf(options) };
      await link.request("DELETE", "/api/store/{key}", input, options);
    }
  };
  return store2;
}

// cli/sdk/turns.ts
function turnsOf(link, runs2) {
  const opened = /* @__PURE__ */ new Map();
  const at = (agent2) => ({ id: agent2 });
  const known = (run) => {
    opened.set(run.id, run.agent);
    return run;
  };
  async function open(agent2, prompt, options) {
    const project_id = await link.projectId(options);
    const body = { prompt, project_id, tree_budget_usd: options.treeBudgetUsd, ...limits(options) };
    const input = { path: at(agent2), body };
    return known((await link.post("/api/agents/{id}/ask", input, options)).run);
  }
  async function handOn(from, to, message, options) {
    const input = { path: at(String(from.run.id)), body: { to, message, ...limits(options) } };
    return known((await link.post("/api/runs/{id}/pipe", input, options)).run);
  }
  const asked = (run, options) => new Answering(runs2, run, options);
  async function full(agent2, options) {
    const input = { path: at(agent2) };
    return await link.request("GET", "/api/agents/{id}/result", input, options);
  }
  const untilIdle = (agents2, options) => waitFor(
    async (wait, sending) => {
      const query = { agents: agents2.join(","), wait };
      return link.request("GET", "/api/turns", { query }, sending);
    },
    ({ idle }) => idle,
    options
  );
  async function awaitAgent2(agent2, options = {}) {
    const { idle } = await untilIdle([agent2], options);
    if (!idle) throw stillWorking(agent2);
    const { run } = await full(agent2, { signal: options.signal });
    return run && turnOf(run);
  }
  async function status2(agents2 = [], options) {
    const names = namesIn(agents2, "status(agents)");
    const query = names.length > 0 ? { agents: names.join(",") } : {};
    return (await link.request("GET", "/api/turns", { query }, options)).agents;
  }
  function pipe2(first2, second, third, fourth = {}) {
    if (typeof first2 === "string") {
      const options = typeof third === "object" ? third : {};
      return (from) => asked(handOn(from, first2, second, options), options);
    }
    const message = typeof third === "string" ? third : void 0;
    return asked(handFrom(first2, String(second), message, fourth), fourth);
  }
  async function handFrom(from, to, message, options) {
    const turn = "run" in from ? from : await awaitAgent2(from.agent, { signal: options.signal });
    if (turn) return handOn(turn, to, message, options);
    throw new BatonError(`${from.agent} has answered nothing yet`, { code: "no_result" });
  }
  async function cost2(agent2, options) {
    const all = await status2(agent2 === void 0 ? [] : [agent2], options);
    if (agent2 !== void 0) return all[0]?.cost_usd ?? null;
    return {
      total: all.reduce((sum, each) => sum + (each.cost_usd ?? 0), 0),
      unknown: all.reduce((sum, each) => sum + each.cost_unknown, 0),
      agents: all.map((each) => ({
        agent: each.agent,
        usd: each.cost_usd,
        unknown: each.cost_unknown,
        turns: each.turns
      }))
    };
  }
  async function result2(agent2, form, options) {
    const found = await full(agent2, options);
    return form === "full" ? found : found.text;
  }
  return {
    ask: (agent2, prompt, options = {}) => asked(open(agent2, prompt, options), options),
    cast: (agent2, prompt, options = {}) => open(agent2, prompt, options),
    awaitAgent: awaitAgent2,
    async awaitAll({ agents: agents2, ...options } = {}) {
      if (agents2) {
        await untilIdle(agents2, options);
        return Promise.all(agents2.map((agent2) => full(agent2, { signal: options.signal })));
      }
      const waited = [...opened.keys()];
      const ended = await Promise.all(waited.map((id) => runs2.wait(id, options)));
      for (const run of ended) if (hasEnded(run)) opened.delete(run.id);
      return ended.map(settled);
    },
    pipe: pipe2,
    async fan(prompt, agents2, options = {}) {
      const project_id = await link.projectId(options);
      const body = {
        prompt,
        agents: namesIn(agents2, "fan(prompt, agents)"),
        project_id,
        ...limits(options)
      };
      const { fan: fan2 } = await link.post("/api/fans", { body }, options);
      for (const { run } of fan2.answers) if (run) known(run);
      return fan2;
    },
    result: result2,
    status: status2,
    async info(agent2, options) {
      const input = { path: at(agent2) };
      const [[turns], details] = await Promise.all([
        status2([agent2], options),
        link.request("GET", "/api/agents/{id}", input, options)
      ]);
      if (turns) return { ...turns, details: details.agent };
      throw new BatonError(`${agent2} is no agent that can be asked`, { code: "not_found" });
    },
    async history(agent2, { last = 20, ...options } = {}) {
      const input = { path: at(agent2), query: { limit: String(last) } };
      return (await link.request("GET", "/api/agents/{id}/history", input, options)).turns;
    },
    cost: cost2,
    async reset(agent2, { cancel: cancel2 = false, ...options } = {}) {
      await link.post("/api/agents/{id}/reset", { path: at(agent2), body: { cancel: cancel2 } }, options);
    },
    async dismiss(agent2, options) {
      await link.post("/api/agents/{id}/dismiss", { path: at(agent2) }, options);
    },
    fans: fansOf(link)
  };
}
function fansOf(link) {
  const at = (id) => ({ id: String(id) });
  return {
    get: async (id, options) => (await link.request("GET", "/api/fans/{id}", { path: at(id) }, options)).fan,
    list: async (options) => (await link.request("GET", "/api/fans", {}, options)).fans,
    wait: (id, options = {}) => waitFor(
      async (wait, sending) => {
        const input = { path: at(id), query: { wait } };
        return (await link.request("GET", "/api/fans/{id}", input, sending)).fan;
      },
      (fan2) => fan2.open === 0,
      options
    ),
    async pick(id, run_id, reason, options) {
      const input = { path: at(id), body: { run_id, reason } };
      return (await link.post("/api/fans/{id}/pick", input, options)).fan;
    },
    async judge(id, agent2, criteria, options) {
      const input = { path: at(id), body: { agent: agent2, criteria } };
      return (await link.post("/api/fans/{id}/judge", input, options)).fan;
    }
  };
}
var limits = ({ timeout, fresh, parentRun }) => ({
  timeout_seconds: timeout === void 0 ? void 0 : secondsOf(timeout),
  fresh,
  parent_run_id: parentRun
});
function turnOf(run) {
  if (run.outcome !== "succeeded") throw new TurnError(run);
  const text = run.output ?? "";
  return { agent: run.agent, run, text, cost: run.cost_usd, toString: () => text };
}
function settled(run) {
  const { agent: agent2 } = run;
  if (run.outcome === "succeeded") return { agent: agent2, run, text: run.output ?? "", problem: null };
  const problem = run.outcome === null ? stillWorking(agent2).message : new TurnError(run).message;
  return { agent: agent2, run, text: null, problem };
}
var stillWorking = (agent2) => new BatonError(`${agent2} is still working`, {
  code: "timeout",
  retryable: true,
  fix: `wait on: awaitAgent("${agent2}")`
});
var Answering = class {
  opened;
  [Symbol.toStringTag] = "Asked";
  #runs;
  #options;
  #turn;
  constructor(runs2, opened, { signal, within }) {
    this.#runs = runs2;
    this.opened = opened;
    this.#options = { signal, within };
  }
  #whole() {
    this.#turn ??= this.opened.then(({ id }) => this.#runs.wait(id, this.#options)).then((run) => {
      if (run.outcome === null) throw stillWorking(run.agent);
      return turnOf(run);
    });
    return this.#turn;
  }
  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then(onTurn, onFailure) {
    return this.#whole().then(onTurn, onFailure);
  }
  catch(onFailure) {
    return this.#whole().catch(onFailure);
  }
  finally(onEnd) {
    return this.#whole().finally(onEnd);
  }
  async *[Symbol.asyncIterator]() {
    const { id } = await this.opened;
    for await (const news of this.#runs.subscribe(id, { signal: this.#options.signal })) {
      if (news.type === "chunk" && news.kind === "text") yield news.data;
      if (news.type === "ended") turnOf(news.run);
    }
  }
};

// cli/workflows/local-files.ts
var MOST_BYTES = 256 * 1024;
var FileProblem = class extends Error {
  fix;
  constructor(message, fix) {
    super(message);
    this.name = "FileProblem";
    this.fix = fix;
  }
};
async function readFiles(names, folders, given = {}) {
  if (!hasSystem()) return {};
  const texts = {};
  for (const name of /* @__PURE__ */ new Set([...names, ...Object.keys(given)])) {
    const place = given[name] ?? await placeOf(name, folders);
    texts[name] = await textOf(name, place);
  }
  return texts;
}
async function placeOf(name, folders) {
  const [{ realpathSync }, path] = await Promise.all([builtin("node:fs"), builtin("node:path")]);
  for (const folder of folders) {
    const root = realpathSync(folder);
    let place;
    try {
      place = realpathSync(path.resolve(root, name));
    } catch {
      continue;
    }
    const within = path.relative(root, place);
    if (within !== "" && !within.startsWith("..") && !path.isAbsolute(within)) return place;
    throw new FileProblem(
      `${name} lies outside of ${folder}`,
      `name it if it is meant: --file ${name}=${place}`
    );
  }
  throw new FileProblem(
    `there is no file ${name} in ${folders.join(" or ")}`,
    `make it, or say where it is: --file ${name}=PLACE`
  );
}
async function textOf(name, place) {
  const { readFileSync, statSync } = await builtin("node:fs");
  let bytes;
  try {
    if (!statSync(place).isFile()) throw new Error("it is no file");
    if (statSync(place).size > MOST_BYTES)
      throw new Error(`it has more than ${MOST_BYTES / 1024} KB`);
    bytes = readFileSync(place);
  } catch (error) {
    throw new FileProblem(
      `${name} cannot be read: ${error.message}`,
      `give another one: --file ${name}=PLACE`
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileProblem(
      `${name} is no text in UTF-8`,
      "save it as UTF-8, or name another file in the definition"
    );
  }
}

// cli/sdk/workflows.ts
function workflowsOf(link) {
  const pending = /* @__PURE__ */ new Map();
  const settled2 = (name) => pending.get(name)?.catch(() => void 0);
  function inTurn(name, work2) {
    const result2 = (async () => {
      await settled2(name);
      return work2();
    })();
    pending.set(name, result2);
    return result2;
  }
  async function define(name, definition, { description, note, ...options }) {
    const project_id = await link.projectId(options);
    const given = typeof definition === "string" ? { source: definition } : { definition: isStages(definition) ? { stages: definition } : definition };
    const body = { name, ...given, description, note, project_id };
    return link.post("/api/workflows", { body }, options);
  }
  const read2 = async (id, options) => (await link.request("GET", "/api/workflow-runs/{id}", { path: { id } }, options)).run;
  async function startBody(name, inputs, { files, folder, agent: agent2, version, priority, ...options }) {
    const query = version === void 0 ? {} : { version: String(version) };
    const input = { path: { name }, query };
    const { workflow: workflow2 } = await link.request("GET", "/api/workflows/{name}", input, options);
    return {
      inputs,
      files: { ...await localFiles(workflow2.files, folder, files), ...files },
      agent: agent2,
      version,
      priority,
      project_id: await link.projectId(options)
    };
  }
  async function start2(name, inputs, options) {
    const body = await startBody(name, inputs, options);
    const input = { path: { name }, body };
    const answer = await link.post("/api/workflows/{name}/runs", input, options);
    if ("run" in answer) return answer.run;
    throw misuse("Baton answered without a run", "use a version of the SDK that fits this Baton");
  }
  const awaitWorkflow2 = (id, options = {}) => untilTold(
    link,
    { types: ["workflow"] },
    (signal) => read2(id, { signal }),
    ({ status: status2 }) => status2 !== "running",
    options
  );
  const running2 = (started, options) => new Running(started, (run) => awaitWorkflow2(run.id, options));
  return {
    workflow: (name, definition, options = {}) => inTurn(name, () => define(name, definition, options)),
    runWorkflow: (name, inputs = {}, options = {}) => {
      const { signal, within } = options;
      return running2(
        inTurn(name, () => start2(name, inputs, options)),
        { signal, within }
      );
    },
    async planWorkflow(name, inputs = {}, options = {}) {
      await settled2(name);
      const body = { ...await startBody(name, inputs, options), dry_run: true };
      const input = { path: { name }, body };
      const answer = await link.request("POST", "/api/workflows/{name}/runs", input, options);
      if ("dry_run" in answer) return answer.dry_run;
      throw misuse("Baton started the run", "use a version of the SDK that fits this Baton");
    },
    async workflowStatus(workflow2, options) {
      if (typeof workflow2 === "number") return read2(workflow2, options);
      await settled2(workflow2);
      const input = { path: { name: workflow2 }, query: { limit: "1" } };
      const { runs: runs2 } = await link.request("GET", "/api/workflows/{name}/runs", input, options);
      const [latest] = runs2;
      if (latest) return read2(latest.id, options);
      throw new BatonError(`${workflow2} has not run yet`, {
        code: "not_found",
        fix: `start it: runWorkflow("${workflow2}")`
      });
    },
    awaitWorkflow: awaitWorkflow2,
    async cancelWorkflow(id, reason, options) {
      const input = { path: { id: String(id) }, body: { reason } };
      return (await link.post("/api/workflow-runs/{id}/cancel", input, options)).run;
    },
    retryWorkflow(id, stage, { inputs, within, ...options } = {}) {
      const input = { path: { id: String(id) }, body: { stage, inputs } };
      const retried = link.post("/api/workflow-runs/{id}/retry", input, options);
      return running2(
        retried.then(({ run }) => run),
        { signal: options.signal, within }
      );
    },
    workflows: async (options) => (await link.request("GET", "/api/workflows", {}, options)).workflows
  };
}
var isStages = (value) => Array.isArray(value);
async function localFiles(named, folder = ".", given = {}) {
  const missing = named.filter((name) => !(name in given));
  if (missing.length === 0 || !hasSystem()) return {};
  try {
    return await readFiles(missing, [folder]);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    throw misuse(error.message, "make it, or give its text: runWorkflow(name, {}, { files })");
  }
}
var Running = class {
  started;
  [Symbol.toStringTag] = "StartedWorkflow";
  #wait;
  #whole;
  constructor(started, wait) {
    this.started = started;
    this.#wait = wait;
  }
  #end() {
    this.#whole ??= this.started.then(this.#wait).then((run) => {
      if (run.status !== "succeeded") throw new WorkflowError(run);
      return run;
    });
    return this.#whole;
  }
  // biome-ignore lint/suspicious/noThenProperty: it is a promise
  then(onEnd, onFailure) {
    return this.#end().then(onEnd, onFailure);
  }
  catch(onFailure) {
    return this.#end().catch(onFailure);
  }
  finally(onEnd) {
    return this.#end().finally(onEnd);
  }
};

// cli/sdk/workshop.ts
function workshopOf(options, { signal, mc } = {}) {
  const link = linkTo(options, signal);
  const runs2 = runsOf(link);
  const team = teamOf(link);
  return {
    request: link.request,
    runs: runs2,
    tasks: tasksOf(link),
    person: personOf(link),
    ...turnsOf(link, runs2),
    ...boardOf(link),
    ...team,
    ...storeOf(link),
    ...paceOf(link, runs2),
    ...workflowsOf(link),
    watch: (watching) => watch(link, watching),
    boardWorker: (name, type, working = {}) => startBoardWorker(link, team, name, type, { mc, ...working }),
    async workers(query = {}, given) {
      return (await link.request("GET", "/api/workers", { query }, given)).workers;
    },
    async schedules(query = {}, given) {
      return (await link.request("GET", "/api/schedules", { query }, given)).schedules;
    },
    async budget(given) {
      return await link.request("GET", "/api/budgets", {}, given);
    }
  };
}

// cli/sdk/shared.ts
var unopened = workshopOf({});
var first;
function offer(workshop) {
  first ??= workshop;
  return workshop;
}
var shared = () => first ?? unopened;
function free(name) {
  const verb = (...given) => shared()[name](...given);
  return verb;
}
function freeGroup(name) {
  const verbs = Object.keys(unopened[name]).map((each) => {
    const verb = (...given) => shared()[name][each]?.(...given);
    return [each, verb];
  });
  return Object.fromEntries(verbs);
}

// cli/sdk/index.ts
function connect(options = {}) {
  return offer(workshopOf(options));
}
var request = free("request");
var watch2 = free("watch");
var workers = free("workers");
var schedules = free("schedules");
var budget = free("budget");
var ask = free("ask");
var cast = free("cast");
var awaitAgent = free("awaitAgent");
var awaitAll = free("awaitAll");
var pipe = free("pipe");
var fan = free("fan");
var result = free("result");
var status = free("status");
var info = free("info");
var history = free("history");
var cost = free("cost");
var reset = free("reset");
var dismiss = free("dismiss");
var agent = free("agent");
var agents = free("agents");
var profile = free("profile");
var profiles = free("profiles");
var fromProfile = free("fromProfile");
var work = free("work");
var board = free("board");
var workItem = free("workItem");
var awaitWork = free("awaitWork");
var claim = free("claim");
var start = free("start");
var complete = free("complete");
var fail = free("fail");
var cancelWork = free("cancelWork");
var reopen = free("reopen");
var workFromResult = free("workFromResult");
var boardWorker = free("boardWorker");
var put = free("put");
var get = free("get");
var store = free("store");
var storeKeys = free("storeKeys");
var storeDelete = free("storeDelete");
var every = free("every");
var cancel = free("cancel");
var workflow = free("workflow");
var runWorkflow = free("runWorkflow");
var planWorkflow = free("planWorkflow");
var workflowStatus = free("workflowStatus");
var awaitWorkflow = free("awaitWorkflow");
var cancelWorkflow = free("cancelWorkflow");
var retryWorkflow = free("retryWorkflow");
var workflows = free("workflows");
var runs = freeGroup("runs");
var tasks = freeGroup("tasks");
var person = freeGroup("person");
var fans = freeGroup("fans");
var timer = {
  seconds: (count) => count * 1e3,
  minutes: (count) => count * 6e4,
  hours: (count) => count * 36e5
};
var await_all = free("awaitAll");
var board_worker = free("boardWorker");
var from_profile = free("fromProfile");
var work_item = free("workItem");
var claim_work = free("claim");
var start_work = free("start");
var complete_work = free("complete");
var fail_work = free("fail");
var cancel_work = free("cancelWork");
var work_from_result = free("workFromResult");
var store_keys = free("storeKeys");
var store_delete = free("storeDelete");
var run_workflow = free("runWorkflow");
var workflow_status = free("workflowStatus");
export {
  BatonError,
  TurnError,
  WorkflowError,
  agent,
  agents,
  ask,
  awaitAgent,
  awaitAll,
  awaitWork,
  awaitWorkflow,
  await_all,
  board,
  boardWorker,
  board_worker,
  budget,
  cancel,
  cancelWork,
  cancelWorkflow,
  cancel_work,
  cast,
  claim,
  claim_work,
  complete,
  complete_work,
  connect,
  cost,
  dismiss,
  every,
  fail,
  fail_work,
  fan,
  fans,
  fromProfile,
  from_profile,
  get,
  history,
  info,
  person,
  pipe,
  planWorkflow,
  profile,
  profiles,
  put,
  reopen,
  request,
  reset,
  result,
  retryWorkflow,
  runWorkflow,
  run_workflow,
  runs,
  schedules,
  start,
  start_work,
  status,
  store,
  storeDelete,
  storeKeys,
  store_delete,
  store_keys,
  tasks,
  timer,
  watch2 as watch,
  work,
  workFromResult,
  workItem,
  work_from_result,
  work_item,
  workers,
  workflow,
  workflowStatus,
  workflow_status,
  workflows
};
