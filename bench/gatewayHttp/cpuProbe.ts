/** Loaded into a gateway before its own code: answers each message from the benchmark with the CPU time so far. */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1_000 });
});
// Not a reason to live on.
process.channel?.unref();
