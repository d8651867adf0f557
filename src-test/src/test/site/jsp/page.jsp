<%@ page contentType="text/html;charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="cache" uri="https://cachelet.org/tags" %>
<%@ page import="org.cachelet.test.matrix.site.Counter" %>
<p>made <%= Counter.next() %> for <cache:hole value="visitor"/></p>
<form method="post"><input type="hidden" name="token" value="<cache:hole value="csrf"/>"></form>
