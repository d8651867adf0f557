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
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Nested;

/** What all adapters do, on a Jetty with Servlet 6.0. */
final class Ee10Test {

  @Nested
  final class Attributes extends AttributesContract {
    Attributes() {
      super(Ee10Node::start);
    }
  }

  @Nested
  final class Commit extends CommitContract {
    Commit() {
      super(Ee10Node::start);
    }

    @Override
    protected boolean canChangeProtocols() {
      return !Server.getVersion().startsWith("12.0.");
    }
  }

  @Nested
  final class Cookie extends CookieContract {
    Cookie() {
      super(Ee10Node::start);
    }
  }

  @Nested
  final class HostileIds extends HostileIdsContract {
    HostileIds() {
      super(Ee10Node::start);
    }
  }

  @Nested
  final class Lifecycle extends LifecycleContract {
    Lifecycle() {
      super(Ee10Node::start);
    }
  }

  @Nested
  final class Listeners extends ListenersContract {
    Listeners() {
      super(Ee10Node::start);
    }
  }

  @Nested
  final class Login extends LoginContract {
    Login() {
      super(Ee10Node::start);
    }
  }

  @Nested
  final class Outage extends OutageContract {
    Outage() {
      super(Ee10Node::start);
    }
  }

  @Nested
  final class RoundTrips extends RoundTripsContract {
    RoundTrips() {
      super(Ee10Node::start);
    }
  }

  @Nested
  final class Turns extends TurnsContract {
    Turns() {
      super(Ee10Node::start);
    }
  }
}
