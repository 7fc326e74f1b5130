import { html, type TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import arrowDown from 'lucide-static/icons/arrow-down.svg?raw';
import arrowUp from 'lucide-static/icons/arrow-up.svg?raw';
import panelLeft from 'lucide-static/icons/panel-left.svg?raw';
import panelRight from 'lucide-static/icons/panel-right.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import listChecks from 'lucide-static/icons/list-checks.svg?raw';
import equal from 'lucide-static/icons/equal.svg?raw';
import equalNot from 'lucide-static/icons/equal-not.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import circleHelp from 'lucide-static/icons/circle-question-mark.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import database from 'lucide-static/icons/database.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import monitor from 'lucide-static/icons/monitor.svg?raw';
import moon from 'lucide-static/icons/moon.svg?raw';
import sliders from 'lucide-static/icons/sliders-horizontal.svg?raw';
import sun from 'lucide-static/icons/sun.svg?raw';
import trash from 'lucide-static/icons/trash-2.svg?raw';
import upload from 'lucide-static/icons/upload.svg?raw';
import wifiOff from 'lucide-static/icons/wifi-off.svg?raw';
import hand from 'lucide-static/icons/hand.svg?raw';
import lasso from 'lucide-static/icons/lasso.svg?raw';
import maximize from 'lucide-static/icons/maximize.svg?raw';
import squareDashed from 'lucide-static/icons/square-dashed.svg?raw';
import zoomIn from 'lucide-static/icons/zoom-in.svg?raw';
import zoomOut from 'lucide-static/icons/zoom-out.svg?raw';
import bookmark from 'lucide-static/icons/bookmark.svg?raw';
import link from 'lucide-static/icons/link.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import pencil from 'lucide-static/icons/pencil.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';

/** The icons in use, out of one set (Lucide, ISC), bundled as text: nothing is fetched. */
const ICONS = {
  'arrow-down': arrowDown,
  'arrow-up': arrowUp,
  'panel-left': panelLeft,
  'panel-right': panelRight,
  'arrow-right': arrowRight,
  bookmark,
  check,
  'chevron-down': chevronDown,
  'circle-alert': circleAlert,
  'circle-help': circleHelp,
  copy,
  database,
  equal,
  'equal-not': equalNot,
  hand,
  info,
  lasso,
  link,
  'list-checks': listChecks,
  maximize,
  monitor,
  moon,
  pencil,
  search,
  sliders,
  'square-dashed': squareDashed,
  sun,
  trash,
  upload,
  'wifi-off': wifiOff,
  x,
  'zoom-in': zoomIn,
  'zoom-out': zoomOut,
};

/** Name of a bundled icon. */
export type IconName = keyof typeof ICONS;

/** The text of an icon's SVG file, or undefined where none of that name is bundled. */
export function iconText(name: string): string | undefined {
  return Object.hasOwn(ICONS, name) ? ICONS[name as IconName] : undefined;
}

/** An icon as inline SVG, decorative: the text beside it says what it means. */
export function icon(name: IconName): TemplateResult {
  // The text comes from the bundle itself, never from a file or person.
  const svg = ICONS[name]
    .replace(/<!--.*?-->/s, '')
    .replace('<svg', '<svg aria-hidden="true"')
    .replace('class="', 'class="icon ');
  return html`${unsafeHTML(svg)}`;
}
