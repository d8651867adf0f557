<%@ page contentType="text/html;charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="cache" uri="https://cachelet.org/tags" %>
<%@ taglib prefix="frame" tagdir="/WEB-INF/tags" %>
<cache:evict name="store"/>
<frame:frame title="Counted anew">
  <h1>Stores</h1>
  <p role="status">They are counted anew for the next visitor.</p>
  <p><a class="button" href="${root}/stores">To the stores</a></p>
</frame:frame>
