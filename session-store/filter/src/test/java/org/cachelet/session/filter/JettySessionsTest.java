// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.filter;

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

/** The filter on two nodes of Jetty. */
final class JettySessionsTest {
  @Nested
  final class Attributes extends AttributesContract {
    Attributes() {
      super(FilterNodes::jetty);
    }
  }

  @Nested
  final class Commit extends CommitContract {
    Commit() {
      super(FilterNodes::jetty);
    }
  }

  @Nested
  final class Cookie extends CookieContract {
    Cookie() {
      super(FilterNodes::jetty);
    }
  }

  @Nested
  final class HostileIds extends HostileIdsContract {
    HostileIds() {
      super(FilterNodes::jetty);
    }
  }

  @Nested
  final class Lifecycle extends LifecycleContract {
    Lifecycle() {
      super(FilterNodes::jetty);
    }
  }

  @Nested
  final class Listeners extends ListenersContract {
    Listeners() {
      super(FilterNodes::jetty);
    }
  }

  @Nested
  final class Login extends LoginContract {
    Login() {
      super(FilterNodes::jetty);
    }
  }

  @Nested
  final class Outage extends OutageContract {
    Outage() {
      super(FilterNodes::jetty);
    }
  }

  @Nested
  final class RoundTrips extends RoundTripsContract {
    RoundTrips() {
      super(FilterNodes::jetty);
    }
  }

  @Nested
  final class Turns extends TurnsContract {
    Turns() {
      super(FilterNodes::jetty);
    }
  }
}
