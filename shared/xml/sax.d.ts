/** The part of sax that is used; the package has no types of its own. */
declare module 'sax' {
  export interface Tag {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
  }
  export interface SAXParser {
    onerror: (error: Error) => void;
    ondoctype: (doctype: string) => void;
    onopentag: (tag: Tag) => void;
    onclosetag: (name: string) => void;
    ontext: (text: string) => void;
    oncdata: (text: string) => void;
    write(chunk: string): SAXParser;
    close(): SAXParser;
  }
  export function parser(strict: boolean, options?: { readonly position?: boolean }): SAXParser;
  const sax: { readonly parser: typeof parser };
  export default sax;
}
