import { lockFolder } from '../../../subgraphs/database/folderLock.ts';

/** Run as its own process: takes the folder named on the command line and keeps it until it is killed. */
lockFolder(String(process.argv[2]));
process.stdout.write('held\n');
setInterval(() => {}, 60_000);
