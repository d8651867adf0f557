// SPDX-License-Identifier: Apache-2.0
package org.cachelet.session.tomcat;

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

/** The manager on two nodes. */
final class TomcatSessionsTest {
  @Nested
  final class Attributes extends AttributesContract {
    Attributes() {
      super(TomcatNode::start);
    }
  }

  @Nested
  final class Commit extends CommitContract {
    Commit() {
      super(TomcatNode::start);
    }
  }

  @Nested
  final class Cookie extends CookieContract {
    Cookie() {
      super(TomcatNode::start);
    }
  }

  @Nested
  final class HostileIds extends HostileIdsContract {
    HostileIds() {
      super(TomcatNode::start);
    }
  }

  @Nested
  final class Lifecycle extends LifecycleContract {
    Lifecycle() {
      super(TomcatNode::start);
    }
  }

  @Nested
  final class Listeners extends ListenersContract {
    Listeners() {
      super(TomcatNode::start);
    }
  }

  @Nested
  final class Login extends LoginContract {
    Login() {
      super(TomcatNode::start);
    }
  }

  @Nested
  final class Outage extends OutageContract {
    Outage() {
      super(TomcatNode::start);
    }
  }

  @Nested
  final class RoundTrips extends RoundTripsContract {
    RoundTrips() {
      super(TomcatNode::start);
    }
  }

  @Nested
  final class Turns extends TurnsContract {
    Turns() {
      super(TomcatNode::start);
    }
  }
}
