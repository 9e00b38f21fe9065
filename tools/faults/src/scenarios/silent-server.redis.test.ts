import { startRedis } from '../servers/redis-server.js';
import { testSilentServer } from './silent-server.support.test.js';

testSilentServer(startRedis);
