<%@ page contentType="text/html;charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="cache" uri="https://cachelet.org/tags" %>
<%@ taglib prefix="shop" uri="https://cachelet.org/demo" %>
    <nav class="departments" aria-label="Departments">
      <ul class="wide">
        <li><a href="${root}/catalog">Everything</a></li>
        <cache:forEach items="${departments.all()}" var="one" name="department" vary="#{one}">
          <li><a href="${root}/catalog?category=${one.slug()}">${shop:text(one.name())}</a></li>
        </cache:forEach>
      </ul>
    </nav>
