import { serve } from '../src/contracts/serve.ts';
import type { ProjectKeeper } from '../src/contracts/projects.ts';
import { openProject } from './project/open-project.ts';
import { fingerprint, saveProject } from './project/save-project.ts';

const keeper: ProjectKeeper = { fingerprint, save: saveProject, open: openProject };
serve(keeper);
