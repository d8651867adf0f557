<%@ taglib prefix="cache" uri="https://cachelet.org/tags" %>
<%@ page session="false" import="org.cachelet.taglib.SnippetShop.*" %>
<%
  Products products = Products.ALL;
  Category category = new Category(3);
  pageContext.setAttribute("category", category);
%>
<cache:fragment name="sidebar" ttl="10m" varyBy="locale" vary="${category.id}" tags="catalog">
  <% for (Product p : products.of(category)) { %>
    <li><%= p.getName() %></li>
  <% } %>
</cache:fragment>
