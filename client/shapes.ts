type Given<Name extends string, T> = [T] extends [undefined]
  ? { [K in Name]?: undefined }
  : undefined extends T
    ? { [K in Name]?: T }
    : { [K in Name]: T };
type JsonBody<T> = T extends { content: { "application/json": infer Body } } ? Body : undefined;
type Good<Responses> = {
  [Status in keyof Responses]: Status extends 200 | 201 | 202
    ? Responses[Status] extends { content: { "application/json": infer Body } }
      ? Body
      : never
    : never;
}[keyof Responses];

type At<T, Name extends string> = Name extends keyof T ? T[Name] : undefined;

/** What an operation of the description takes: the parts of its path, its query, its body. */
export type InputOf<Op> = Given<"path", At<At<Op, "parameters">, "path">> &
  Given<"query", At<At<Op, "parameters">, "query">> &
  Given<"body", JsonBody<At<Op, "requestBody">>>;

/** The JSON that an operation answers with. */
export type AnswerOf<Op> = Good<At<Op, "responses">>;
