import { childOf, descendants, readXml, type XmlElement } from '../../xml/readXml';

/** For tests: XML as it is read. @throws XmlFault when it is no sound XML */
export const readXmlTree = (xml: string): XmlElement =>
  readXml(xml, { maxDepth: 100, maxElements: 1_000_000 });

/** All elements of a name below, in order. */
export const allOf = (tree: XmlElement, name: string): XmlElement[] =>
  descendants(tree).filter((element) => element !== tree && element.name === name);

/** The element's own child of a name. @throws Error where there is none */
export function requireChild(tree: XmlElement, name: string): XmlElement {
  const found = childOf(tree, name);
  if (!found) throw new Error(`<${tree.name}> has no <${name}>`);
  return found;
}

export const numberOf = (tree: XmlElement, name: string): number => Number(requireChild(tree, name).text);
