<%@ page contentType="text/html;charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="cache" uri="https://cachelet.org/tags" %>
<%@ taglib prefix="frame" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="shop" uri="https://cachelet.org/demo" %>
<cache:page tags="help"/>
<frame:frame title="${help.title()}">
  <article class="help" lang="${help.language().code()}">
    <h1>${shop:text(help.title())}</h1>
    <p class="lead"><cache:hole value="greeting"/>&#32;${shop:text(help.lead())}</p>
    <cache:fragment name="answers" varyBy="locale" ttl="1d" tags="help">
      <dl>
        <cache:forEach items="${help.questions()}" var="question" name="answer" ttl="1d">
          <dt>${shop:text(question.title())}</dt>
          <dd>${shop:text(question.answer())}</dd>
        </cache:forEach>
      </dl>
    </cache:fragment>
  </article>
</frame:frame>
