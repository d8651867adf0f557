<%@ taglib prefix="cache" uri="https://cachelet.org/tags" %>
<%@ page session="false" import="org.cachelet.taglib.SnippetShop.*" %>
<% pageContext.setAttribute("products", Products.ALL.of(new Category(3))); %>
<cache:forEach items="${products}" var="p" name="product-row" vary="#{[p.id, p.version]}"
               tags="product:#{p.id}" ttl="1h">
  <li>${p.name}</li>
</cache:forEach>
