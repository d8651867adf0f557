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

/** The filter on two nodes of Undertow, as WildFly has it. */
final class UndertowSessionsTest {
  @Nested
  final class Attributes extends AttributesContract {
    Attributes() {
      super(UndertowNode::start);
    }
  }

  @Nested
  final class Commit extends CommitContract {
    Commit() {
      super(UndertowNode::start);
    }
  }

  @Nested
  final class Cookie extends CookieContract {
    Cookie() {
      super(UndertowNode::start);
    }
  }

  @Nested
  final class HostileIds extends HostileIdsContract {
    HostileIds() {
      super(UndertowNode::startWithoutLogins);
    }
  }

  @Nested
  final class Lifecycle extends LifecycleContract {
    Lifecycle() {
      super(UndertowNode::start);
    }
  }

  @Nested
  final class Listeners extends ListenersContract {
    Listeners() {
      super(UndertowNode::start);
    }
  }

  @Nested
  final class Login extends LoginContract {
    Login() {
      super(UndertowNode::start);
    }
  }

  @Nested
  final class Outage extends OutageContract {
    Outage() {
      super(UndertowNode::start);
    }
  }

  @Nested
  final class RoundTrips extends RoundTripsContract {
    RoundTrips() {
      super(UndertowNode::start);
    }
  }

  @Nested
  final class Turns extends TurnsContract {
    Turns() {
      super(UndertowNode::start);
    }
  }
}
