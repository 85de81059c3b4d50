import { contract } from './contract.ts';
import { opened } from './opened.ts';

contract((parts) => opened('memory:', parts));
