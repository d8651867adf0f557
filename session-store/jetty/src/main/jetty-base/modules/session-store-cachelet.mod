[description]
Keeps HTTP sessions in Redis or Valkey, shared by all nodes, for all applications of this server.

[tags]
session

[provides]
session-store
session-cache

[depends]
sessions

[lib]
lib/cachelet/*.jar

[xml]
etc/sessions/cachelet/session-store.xml

[ini-template]
## Where sessions are; rediss:// for TLS, redis-sentinel:// and redis-cluster:// as documented
cachelet.session.redis-url=redis://127.0.0.1:6379

## What all keys in Redis begin with
#cachelet.prefix=cachelet

## Which classes may be in sessions: com.example.shop.** for a package and those below it
#cachelet.session.allow=

## What a request gets that needs its session while Redis does not answer: fail, near, anonymous
#cachelet.session.outage=fail

## How long a request waits for Redis
#cachelet.session.redis-timeout=500ms

## The secret that ids, and attributes if protected, are signed with: 16 characters or more
#cachelet.session.keys=

## How attributes are protected from whoever can reach Redis: none, hmac, aes-gcm
#cachelet.session.protection=none

## How many sessions one user may have; 0 is as many as they like
#cachelet.session.max-per-user=0

## The paths within an application whose requests run one after the other, if of one session
#cachelet.session.lock=

## How long such a request waits for the others at most; then it gets 503
#cachelet.session.lock-wait=15s

## Whether a session is stored as soon as it begins, although it holds nothing
#cachelet.session.store-empty=false
