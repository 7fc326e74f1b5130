import { version } from '../../package.json';

/** The version of this page: `major.minor.patch`, as package.json has it. */
export const VERSION: string = version;
