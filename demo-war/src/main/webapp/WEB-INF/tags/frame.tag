<%@ tag pageEncoding="UTF-8" body-content="scriptless" trimDirectiveWhitespaces="true" %>
<%@ attribute name="title" required="true" %>
<%@ taglib prefix="cache" uri="https://cachelet.org/tags" %>
<%@ taglib prefix="shop" uri="https://cachelet.org/demo" %>
<%-- The frame of templates/frame.html for pages that are JSPs; the header is made by Thymeleaf there, too. --%>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${shop:text(title)} · Alder &amp; Finch</title>
  <link rel="icon" href="${root}/static/icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${root}/static/shop.css">
  <script src="${root}/static/bar.js" defer></script>
</head>
<body>
  <a class="skip" href="#content">To the content</a>
  <header class="top">
    <div class="wide">
      <a class="brand" href="${root}/">Alder <span>&amp;</span> Finch</a>
      <form class="find" role="search" action="${root}/search">
        <label class="unseen" for="find">Search the shop</label>
        <input id="find" type="search" name="q" maxlength="80" placeholder="Oak, lamp, wool …">
        <button>Search</button>
      </form>
      <nav class="mine" aria-label="Your shop"><cache:hole path="/part/mine"/></nav>
    </div>
    <cache:include path="/WEB-INF/jsp/departments.jsp" name="departments" ttl="1h"/>
  </header>
  <main id="content" class="wide">
    <div class="beside">
      <div><jsp:doBody/></div>
      <aside class="side"><cache:hole path="/part/sidebar" onError="hide"/></aside>
    </div>
  </main>
  <footer class="bottom">
    <div class="wide">
      <nav aria-label="Service"><a href="${root}/help">Help</a> <a href="${root}/stores">Stores</a> <a href="${root}/account">Your account</a></nav>
      <p>Alder &amp; Finch sells nothing: it is the demonstration shop of Cachelet. Products, people and reviews are made up by a program.</p>
    </div>
  </footer>
  <aside class="bar" id="bar" aria-label="What this request cost"><p class="wide">This browser does not show what the request cost.</p></aside>
</body>
</html>
