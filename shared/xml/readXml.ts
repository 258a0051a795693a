import { walkXml, type XmlLimits } from './walkXml';

/** An element with what is in it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly in it, without space around it. */
  readonly text: string;
}

interface Growing {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Growing[];
  text: string;
}

/**
 * A whole text of XML as a tree.
 * @throws XmlFault
 */
export function readXml(xml: string, limits: XmlLimits): XmlElement {
  const top: Growing = { name: '', attributes: {}, children: [], text: '' };
  const path = [top];
  walkXml(
    xml,
    {
      open: (name, attributes) => {
        const element: Growing = { name, attributes, children: [], text: '' };
        (path.at(-1) as Growing).children.push(element);
        path.push(element);
      },
      close: () => {
        const element = path.pop();
        if (element) element.text = element.text.trim();
      },
      text: (text) => {
        (path.at(-1) as Growing).text += text;
      },
    },
    limits,
  );
  const [root] = top.children;
  return root ?? top;
}

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** The element at the end of a path of names; undefined = there is none. */
export const elementAt = (
  element: XmlElement | undefined,
  ...path: readonly string[]
): XmlElement | undefined => path.reduce(childOf, element);

/** Its text; '' = there is no such element. */
export const textAt = (element: XmlElement | undefined, ...path: readonly string[]): string =>
  elementAt(element, ...path)?.text ?? '';

/** An element with all that is in it, in the order of the file. */
export function descendants(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  const waiting = [element];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    found.push(next);
    for (let index = next.children.length - 1; index >= 0; index -= 1)
      waiting.push(next.children[index] as XmlElement);
  }
  return found;
}
