// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.jetty;

import org.cachelet.session.contract.AttributesContract;
import org.cachelet.session.contract.CommitContract;
import org.cachelet.session.contract.CookieContract;
import org.cachelet.session.contract.HostileIdsContract;
import org.cachelet.session.contract.LifecycleContract;
import org.cachelet.session.contract.ListenersContract;
import org.cachelet.session.contract.LoginContract;
import org.cachelet.session.contract.OutageContract;
import org.cachelet.session.contract.RoundTripsContract;
import org.cachelet.session.contract.TurnsContract;
import org.junit.jupiter.api.Nested;

/** What all adapters do, on a Jetty with Servlet 6.1. */
final class Ee11Test {

  @Nested
  final class Attributes extends AttributesContract {
    Attributes() {
      super(Ee11Node::start);
    }
  }

  @Nested
  final class Commit extends CommitContract {
    Commit() {
      super(Ee11Node::start);
    }
  }

  @Nested
  final class Cookie extends CookieContract {
    Cookie() {
      super(Ee11Node::start);
    }
  }

  @Nested
  final class HostileIds extends HostileIdsContract {
    HostileIds() {
      super(Ee11Node::start);
    }
  }

  @Nested
  final class Lifecycle extends LifecycleContract {
    Lifecycle() {
      super(Ee11Node::start);
    }
  }

  @Nested
  final class Listeners extends ListenersContract {
    Listeners() {
      super(Ee11Node::start);
    }
  }

  @Nested
  final class Login extends LoginContract {
    Login() {
      super(Ee11Node::start);
    }
  }

  @Nested
  final class Outage extends OutageContract {
    Outage() {
      super(Ee11Node::start);
    }
  }

  @Nested
  final class RoundTrips extends RoundTripsContract {
    RoundTrips() {
      super(Ee11Node::start);
    }
  }

  @Nested
  final class Turns extends TurnsContract {
    Turns() {
      super(Ee11Node::start);
    }
  }
}
