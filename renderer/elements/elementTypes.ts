import type { Element } from '@shared/document/records';
import { Box, type Icon, MapPin, Palette, User } from '../ui/icons';

type ElementType = Element['type'];

/** How each type of element is named and coloured, everywhere the same. */
export const elementTypeLooks: Readonly<
  Record<ElementType, { title: string; plural: string; color: string; icon: Icon }>
> = {
  character: { title: 'Character', plural: 'Characters', color: 'var(--color-character)', icon: User },
  object: { title: 'Object', plural: 'Objects', color: 'var(--color-object)', icon: Box },
  place: { title: 'Place', plural: 'Places', color: 'var(--color-place)', icon: MapPin },
  style: { title: 'Style', plural: 'Styles', color: 'var(--color-style)', icon: Palette },
};
