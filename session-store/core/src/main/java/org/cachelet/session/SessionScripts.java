// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session;

/**
 * The scripts that run in Redis, each on one session. A session is a hash; its fields:
 *
 * <ul>
 *   <li>{@code #h} digest of the secret, {@code #v} version (raised with each change, at least to
 *       the time in ms, so that none comes twice when a replica takes over), {@code #c} created,
 *       {@code #a} last access (both in ms), {@code #i} timeout in ms (0 or less: never), {@code
 *       #n} the node that used it last
 *   <li>{@code #u} and {@code #p} whose it is, as key and name; {@code #l} who tells its listeners
 *       that it has expired; {@code #x} that it was ended a moment ago
 *   <li>{@code a:NAME} an attribute, {@code t:NAME} a note of the container
 * </ul>
 *
 * <p>All begin with the arguments touch interval, grace and longest timeout in ms, and node; then
 * the number of digests that may open the session, 0 for what is no access to it, and these. Time
 * is that of Redis, so that clocks of nodes do not matter. What is no session, or has numbers that
 * cannot be, is absent: who can write to Redis must not be able to stop more than that session.
 */
final class SessionScripts {
  private static final String COMMON =
      """
      local key = KEYS[1]
      local t = redis.call('TIME')
      local now = t[1] * 1000 + math.floor(t[2] / 1000)
      local next = 6 + ARGV[5]
      local function whole(text)
        return text and #text < 16 and string.match(text, '^-?%d+$') and tonumber(text)
      end
      local function timeout(i)
        local idle = whole(i)
        if not idle then return nil end
        if idle <= 0 then idle = tonumber(ARGV[3]) end
        return idle, math.min(tonumber(ARGV[1]), math.floor(idle / 10))
      end
      local function opens(digest)
        if next == 6 then return true end
        for n = 6, next - 1 do
          if digest == ARGV[n] then return true end
        end
        return false
      end
      local function keep(idle, slack)
        redis.call('PEXPIRE', key, idle + slack + tonumber(ARGV[2]))
      end
      local function raise(version)
        local raised = string.format('%.0f', math.max(version + 1, now))
        redis.call('HSET', key, '#v', raised)
        return raised
      end
      local function read(...)
        local h = redis.pcall('HMGET', key, '#h', '#a', '#i', ...)
        if h.err or not (h[1] and whole(h[2]) and whole(h[3])) then return 'absent' end
        if not opens(h[1]) then return 'stranger' end
        return nil, h, timeout(h[3])
      end
      local function opened()
        local refused, h, idle, slack = read('#v')
        if refused then return refused end
        if not whole(h[4]) or now - h[2] >= idle + slack then return 'absent' end
        return nil, h, idle, slack
      end
      """;

  private static final String OPENED =
      """
      local refused, h, idle, slack = opened()
      if refused then return {refused} end
      """;

  /**
   * Reads: the version that is known already (its fields are not sent again), or {@code *} for
   * none. Returns {@code ok}, version, last access, now, and fields in turn with values.
   */
  static final String LOAD =
      COMMON
          + OPENED
          + """
          if next > 6 and now - h[2] >= slack then
            local touched = redis.pcall('HSET', key, '#a', now, '#n', ARGV[4])
            if type(touched) == 'number' then keep(idle, slack) end
          end
          local fields = {}
          if ARGV[next] ~= '*' and ARGV[next] ~= h[4] then
            fields = redis.call('HGETALL', key)
          end
          return {'ok', h[4], h[2], now, fields}
          """;

  /** Reads what may have expired, which is no access: {@code alive} or {@code expired}, fields. */
  static final String PEEK =
      COMMON
          + """
          local refused, h, idle, slack = read()
          if refused then return {refused} end
          local state = now - h[2] >= idle + slack and 'expired' or 'alive'
          return {state, redis.call('HGETALL', key)}
          """;

  /**
   * Begins: pairs of fields and values. Returns {@code ok}, version, now and the version before, or
   * {@code taken}.
   */
  static final String CREATE =
      COMMON
          + """
          if redis.call('EXISTS', key) == 1 then return {'taken'} end
          local i = '0'
          for n = next, #ARGV, 2 do
            redis.call('HSET', key, ARGV[n], ARGV[n + 1])
            if ARGV[n] == '#i' then i = ARGV[n + 1] end
          end
          redis.call('HSET', key, '#a', now, '#n', ARGV[4])
          keep(timeout(i))
          return {'ok', raise(0), now, '-1'}
          """;

  /**
   * Writes: the number of fields to set, pairs of them and values, then fields to remove. Returns
   * {@code ok}, version, now and the version before.
   */
  static final String COMMIT =
      COMMON
          + OPENED
          + """
          local last = next + 2 * ARGV[next]
          for n = next + 1, last, 2 do
            redis.call('HSET', key, ARGV[n], ARGV[n + 1])
          end
          for n = last + 1, #ARGV do
            redis.call('HDEL', key, ARGV[n])
          end
          if next > 6 then redis.call('HSET', key, '#a', now, '#n', ARGV[4]) end
          keep(timeout(redis.call('HGET', key, '#i')))
          return {'ok', raise(h[4]), now, h[4]}
          """;

  /**
   * Replaces one field if it is as expected: field, expected and new value, each of which is
   * nothing or {@code =} and bytes. Returns {@code ok}, version, now and the version before, or
   * {@code other} and what is there.
   */
  static final String REPLACE =
      COMMON
          + OPENED
          + """
          local there = redis.call('HGET', key, ARGV[next])
          if (there and '=' .. there or '') ~= ARGV[next + 1] then
            return {'other', there and '=' .. there or ''}
          end
          if ARGV[next + 2] == '' then
            redis.call('HDEL', key, ARGV[next])
          else
            redis.call('HSET', key, ARGV[next], string.sub(ARGV[next + 2], 2))
          end
          redis.call('HSET', key, '#a', now, '#n', ARGV[4])
          keep(idle, slack)
          return {'ok', raise(h[4]), now, h[4]}
          """;

  /**
   * Ends: for how many ms nothing can begin under this key. Returns {@code ok} and the fields, of
   * which there are none if others were first.
   */
  static final String END =
      COMMON
          + """
          local h = redis.pcall('HMGET', key, '#h')
          if h.err or not h[1] then return {'absent'} end
          if not opens(h[1]) then return {'stranger'} end
          local fields = redis.call('HGETALL', key)
          redis.call('DEL', key)
          redis.call('HSET', key, '#x', now)
          redis.call('PEXPIRE', key, ARGV[next])
          return {'ok', fields}
          """;

  /**
   * Claims an expired session: who claims it and for how many ms. Returns {@code ok} and the
   * fields, {@code absent}, {@code leased}, or {@code alive} with the ms until it is due and its
   * user key.
   */
  static final String CLAIM =
      COMMON
          + """
          local refused, h, idle, slack = read('#l', '#u')
          if refused then return {refused} end
          local deadline = h[2] + idle + slack
          if now < deadline then return {'alive', deadline - now, h[5] or ''} end
          local lease = whole(string.match(h[4] or '', '%d+$'))
          if lease and lease > now and lease < now + 10 * ARGV[next + 1] then return {'leased'} end
          redis.call('HSET', key, '#l', ARGV[next] .. ' ' .. (now + ARGV[next + 1]))
          redis.call('PEXPIRE', key, ARGV[next + 1] + ARGV[2])
          return {'ok', redis.call('HGETALL', key)}
          """;

  /** Removes a session that this node has claimed: who claimed it. */
  static final String FORGET =
      """
      local lease = redis.call('HGET', KEYS[1], '#l')
      if lease and string.sub(lease, 1, #ARGV[1]) == ARGV[1] then
        redis.call('DEL', KEYS[1])
        return {'ok'}
      end
      return {'absent'}
      """;

  /** Returns what of a sorted set is due: how many at most. */
  static final String DUE =
      """
      local t = redis.call('TIME')
      local now = t[1] * 1000 + math.floor(t[2] / 1000)
      return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
      """;

  /** Adds to a sorted set: storage, in how many ms it is due, for how many ms the set is kept. */
  static final String INDEX =
      """
      local t = redis.call('TIME')
      local now = t[1] * 1000 + math.floor(t[2] / 1000)
      redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
      if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then
        redis.call('PEXPIRE', KEYS[1], ARGV[3])
      end
      return {redis.call('ZCARD', KEYS[1])}
      """;

  /** Lengthens a lock: who holds it, and for how many ms from now. */
  static final String KEEP_LOCK =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
      return {}
      """;

  /**
   * Takes what is too much out of a sorted set: how many may stay, the number of members that are
   * absent in truth, these, and others in the order in which they are to go. Returns which of the
   * latter have gone.
   */
  static final String EXCESS =
      """
      local next = 3 + ARGV[2]
      for n = 3, next - 1 do redis.call('ZREM', KEYS[1], ARGV[n]) end
      local excess = redis.call('ZCARD', KEYS[1]) - ARGV[1]
      local gone = {}
      for n = next, #ARGV do
        if excess <= 0 then break end
        if redis.call('ZREM', KEYS[1], ARGV[n]) == 1 then
          excess = excess - 1
          gone[#gone + 1] = ARGV[n]
        end
      end
      return gone
      """;

  /** Returns what Redis removes when its memory is full; nothing if it does not tell. */
  static final String POLICY =
      """
      local info = redis.pcall('INFO', 'memory')
      if type(info) ~= 'string' then return {} end
      return {string.match(info, 'maxmemory_policy:([%w-]+)')}
      """;

  /** Removes a lock: who holds it. */
  static final String UNLOCK =
      """
      if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
      return {}
      """;

  private SessionScripts() {}
}
