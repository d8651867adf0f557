// SPDX-License-Identifier: Apache-2.0
package org.cachelet.bench.peers;

import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.session.data.redis.config.annotation.web.http.EnableRedisHttpSession;

/** Spring Session as its documentation sets it up. */
@Configuration
@EnableRedisHttpSession
public class SpringSessions {
  /** Makes the configuration, as Spring needs it. */
  public SpringSessions() {}

  /** Returns what connects to the Redis of the bench. */
  @Bean
  public LettuceConnectionFactory connections() {
    URI redis = URI.create(System.getProperty("bench.redis"));
    return new LettuceConnectionFactory(redis.getHost(), redis.getPort());
  }
}
