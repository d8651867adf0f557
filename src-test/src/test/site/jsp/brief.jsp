<%@ page contentType="text/html;charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="cache" uri="https://cachelet.org/tags" %>
<%@ page import="org.cachelet.test.matrix.site.Counter" %>
<p><cache:fragment name="brief" ttl="1ms">made <%= Counter.next() %></cache:fragment></p>
