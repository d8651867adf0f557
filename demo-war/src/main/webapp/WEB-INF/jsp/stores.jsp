<%@ page contentType="text/html;charset=UTF-8" session="false" trimDirectiveWhitespaces="true" %>
<%@ taglib prefix="cache" uri="https://cachelet.org/tags" %>
<%@ taglib prefix="frame" tagdir="/WEB-INF/tags" %>
<%@ taglib prefix="shop" uri="https://cachelet.org/demo" %>
<cache:page ttl="10m"/>
<frame:frame title="Stores">
  <h1>Our stores</h1>
  <p>Each of the warehouses has a door for visitors. What lies there can be taken home at once.</p>
  <ul class="stores">
    <cache:forEach items="${stores}" var="store" name="store" vary="#{store.warehouse().id()}" ttl="10m">
      <cache:tag name="orders"/>
      <li>
        <h2>${shop:text(store.warehouse().city())}</h2>
        <p>${shop:number(store.pieces())} things are there, ${shop:number(store.soldOut())} kinds are sold out. Delivery from here takes ${store.warehouse().deliveryDays()} days.</p>
        <p class="quiet">Taken home most:</p>
        <ul>
          <cache:forEach items="${store.favourites()}" var="product" name="store-favourite" vary="#{product}" tags="product:#{product.id()}">
            <li><a href="${root}/product/${product.id()}">${shop:text(product.name())}</a> <small>${product.price()}</small></li>
          </cache:forEach>
        </ul>
      </li>
    </cache:forEach>
  </ul>
</frame:frame>
