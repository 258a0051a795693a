import sax from 'sax';

/** What a reader of XML is told, in the order of the file. */
export interface XmlWalker {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(): void;
  /** Text as it stands, entities of XML itself resolved; also of CDATA. May come in pieces. */
  text(text: string): void;
  /** A document type was found; only ones without a subset of their own come here. Throws to refuse it. */
  doctype?(text: string): void;
}

export interface XmlLimits {
  /** Elements within elements. */
  readonly maxDepth: number;
  readonly maxElements: number;
}

/** XML that is not sound, or larger than its reader allows. */
export class XmlFault extends Error {
  /** @param detail what the parser says; '' = the file is beyond the limits */
  constructor(
    readonly kind: 'damaged' | 'tooLarge' | 'entities',
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'XmlFault';
  }
}

/**
 * Goes through a text of XML. Nothing is fetched and nothing expands: a document type that declares anything is refused, entities that
 * XML itself does not have are a fault.
 * @throws XmlFault; and what the walker throws
 */
export function walkXml(xml: string, walker: XmlWalker, { maxDepth, maxElements }: XmlLimits): void {
  const parser = sax.parser(true, { position: false });
  let problem: Error | undefined;
  let refusal: unknown;
  let depth = 0;
  let elements = 0;
  const guard =
    <Args extends unknown[]>(step: (...args: Args) => void) =>
    (...args: Args): void => {
      try {
        step(...args);
      } catch (error) {
        refusal ??= error;
        throw error;
      }
    };
  // The parser goes on behind an error unless it is thrown through it.
  parser.onerror = (error) => {
    problem ??= error;
    throw error;
  };
  parser.ondoctype = guard((text: string) => {
    if (/\[|<!/.test(text)) throw new XmlFault('entities', '');
    walker.doctype?.(text);
  });
  parser.onopentag = guard(({ name, attributes }) => {
    depth += 1;
    elements += 1;
    if (depth > maxDepth || elements > maxElements) throw new XmlFault('tooLarge', '');
    walker.open(name, attributes);
  });
  parser.onclosetag = guard(() => {
    depth -= 1;
    walker.close();
  });
  parser.ontext = guard((text: string) => walker.text(text));
  parser.oncdata = parser.ontext;
  try {
    // What stands before the root is not for the parser to stumble over.
    parser.write(xml.trimStart()).close();
  } catch (error) {
    if (refusal !== undefined) throw refusal;
    throw new XmlFault('damaged', (problem ?? (error as Error)).message.split('\n')[0] ?? '');
  }
}
